import NeuralNetworks
import Tensors
import Testing

/// A module with a parameter of its own, and one in a part.
private class Scaled: Module {
  let scale = Tensor.ones([2]).asParameter()
  let norms = [LayerNorm(2)]

  func callAsFunction(_ x: Tensor) -> Tensor { norms[0](x) * scale }
}

/// A module whose lists leave nothing out, or its norms.
private final class Listing: Scaled {
  let listed: Listed

  init(_ listed: Listed) { self.listed = listed }
}

private final class Listed: Module {
  let scaled = Scaled()
  let isComplete: Bool

  init(isComplete: Bool) { self.isComplete = isComplete }

  var parts: [(name: String, module: any Module)] { isComplete ? [("renamed", scaled)] : [] }
}

/// A module whose list of parameters asks for its modules.
private final class Circular: Module {
  let part = Scaled()
  var ownParameters: [(name: String, tensor: Tensor)] { namedModules.count == 3 ? [] : [("missing", part.scale)] }
}

@Suite("Gradients of a module")
struct ZeroGradientsTests {
  private static func forget(_ parameterized: some Parameterized) { parameterized.zeroGradients() }

  @Test("are forgotten, however the module is asked", arguments: 0..<3)
  func forgotten(_ way: Int) {
    let module = Listing(Listed(isComplete: true))
    (module(Tensor.ones([2])).sum() + module.listed.scaled(Tensor.ones([2])).sum()).backward()
    #expect(module.parameters.count == 6 && module.parameters.allSatisfy { $0.gradient != nil })
    switch way {
    case 0: module.zeroGradients()
    case 1: (module as any Module).zeroGradients()
    default: Self.forget(module)
    }
    #expect(module.parameters.allSatisfy { $0.gradient == nil })
  }

  @Test("A list of parameters may ask for the modules")
  func circular() {
    let module = Circular()
    module.part(Tensor.ones([2])).sum().backward()
    module.zeroGradients()
    #expect(module.parameters.count == 3 && module.parameters.allSatisfy { $0.gradient == nil })
  }

  @Test("stop the program if the module's list leaves out a property")
  func leftOut() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Listing(Listed(isComplete: false)).zeroGradients()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Listed: parts leaves out the property scaled, which would not be"), "\(text.prefix(300))")
  }
}
