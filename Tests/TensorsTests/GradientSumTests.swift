import Tensors
import Testing

/// What a matrix is before it is used.
enum UsedMatrix: CaseIterable {
  case parameter, result, transposedResult
}

@Suite("The gradient of a tensor that is used many times")
struct GradientSumTests {
  @Test("is the sum of the gradients of its uses, to the last bit", arguments: (0 as UInt64)..<12, UsedMatrix.allCases)
  func sum(seed: UInt64, matrix: UsedMatrix) {
    var generator = Generator(seed: seed)
    let order = Tensor.randperm(GradientUse.all.count, using: &generator).scalars(as: Int.self)
    let count = seed == 0 ? order.count : 1 + order[0] % 9
    let uses = order.prefix(count).map { GradientUse.all[$0] }
    let values = Tensor.randn(matrix == .transposedResult ? [48, 40] : [40, 48], using: &generator)
    let parameters = uses.map { use in (use.shapes + [[1]]).map { Tensor.randn($0, using: &generator) } }
    let alone = zip(uses, parameters).map { Pass([$0], of: values, as: matrix, [$1]) }

    let together = Pass(uses, of: values, as: matrix, parameters)
    // The last use is the first to send a gradient.
    let expected = alone.reversed().dropFirst().reduce(alone[count - 1].gradient) { $0 + $1.gradient }
    #expect(together.gradient.bits == expected.bits, "\(uses.map(\.name))")
    for (index, pass) in alone.enumerated() {
      for (a, b) in zip(together.parameters[index], pass.parameters[0]) {
        #expect(a.gradient?.bits == b.gradient?.bits, "\(uses[index].name), among \(uses.map(\.name))")
      }
    }
  }

  @Test("grows with the next pass, and one that was read before stays", arguments: UsedMatrix.allCases)
  func nextPass(matrix: UsedMatrix) throws {
    var generator = Generator(seed: 1)
    let values = Tensor.randn(matrix == .transposedResult ? [48, 40] : [40, 48], using: &generator)
    for use in GradientUse.all {
      let parameters = (use.shapes + [[1]]).map { Tensor.randn($0, using: &generator) }
      let pass = Pass([use], of: values, as: matrix, [parameters])
      let (first, copy) = (pass.gradient, pass.gradient.bits)
      for number in 2...3 {
        pass.run()
        #expect(first.bits == copy, "\(use.name)")
        let sum = number == 2 ? first + first : first + first + first
        #expect(pass.gradient.bits == sum.bits, "\(use.name)")
      }
      for (own, single) in zip(pass.parameters[0], Pass([use], of: values, as: matrix, [parameters]).parameters[0]) {
        let gradient = try #require(single.gradient)
        #expect(own.gradient?.bits == (gradient + gradient + gradient).bits, "\(use.name)")
      }
    }
  }

  @Test("counts a use twice that comes twice")
  func twice() throws {
    var generator = Generator(seed: 3)
    let values = Tensor.randn([40, 48], using: &generator)
    for use in GradientUse.all {
      let parameters = (use.shapes + [[1]]).map { Tensor.randn($0, using: &generator).asParameter() }
      func gradients(_ loss: (Tensor) -> Tensor) throws -> [Tensor] {
        for parameter in parameters { parameter.zeroGradient() }
        let x = values.asParameter()
        loss(x * 1).backward()
        return try ([x] + parameters).map { try #require($0.gradient) }
      }
      let once = try gradients { use.loss($0, parameters) }
      let twice = try gradients { use.loss($0, parameters) + use.loss($0, parameters) }
      for (a, b) in zip(once, twice) { #expect((2 * a).bits == b.bits, "\(use.name)") }
    }
  }
}

/// A backward pass from the sum of some uses of a matrix.
private struct Pass {
  private let uses: [GradientUse]
  private let x: Tensor
  private let matrix: UsedMatrix
  let parameters: [[Tensor]]

  init(_ uses: [GradientUse], of values: Tensor, as matrix: UsedMatrix, _ parameters: [[Tensor]]) {
    (self.uses, self.matrix, x) = (uses, matrix, values.asParameter())
    self.parameters = parameters.map { $0.map { $0.asParameter() } }
    run()
  }

  func run() {
    let used =
      switch matrix {
      case .parameter: x
      case .result: x * 1
      case .transposedResult: (x * 1).transposed(0, 1)
      }
    let losses = zip(uses, parameters).map { $0.loss(used, $1) }
    losses.dropFirst().reduce(losses[0], +).backward()
  }

  /// The gradient of the matrix.
  var gradient: Tensor {
    guard let gradient = x.gradient else { fatalError("no gradient") }
    return matrix == .transposedResult ? gradient.transposed(0, 1) : gradient
  }
}

extension Tensor {
  /// What tells all numbers apart, 0 from -0 among them.
  fileprivate var bits: [UInt32] { scalars(as: Float.self).map(\.bitPattern) }
}
