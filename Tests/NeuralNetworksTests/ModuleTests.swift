import NeuralNetworks
import Tensors
import Testing

/// A head whose parts are found by their properties.
private class Head: Module {
  let query: Linear
  private let scale: Tensor
  let mask = Tensor.ones([2, 2])
  let name = "head"
  let sizes = Array(0..<1000)

  init(using generator: inout Generator) {
    query = Linear(2, 2, bias: false, using: &generator)
    scale = Tensor.ones([1]).asParameter()
  }
}

private final class WiderHead: Head {
  let value = LayerNorm(3)
}

private final class Model: Module {
  let table: Embedding
  let heads: [Head]
  let norms: (LayerNorm, last: LayerNorm?) = (LayerNorm(2), nil)
  let byName = ["b": Dropout(0.5), "a": Dropout(0.1)]
  let extra: Linear? = nil
  var layers: [any Layer] = []
  let tables = [Tensor.ones([1]).asParameter(), Tensor.ones([2])]
  let nested: [[LayerNorm]] = [[LayerNorm(1)], []]

  init(using generator: inout Generator) {
    table = Embedding(3, 2, using: &generator)
    heads = [Head(using: &generator), WiderHead(using: &generator)]
    layers = [ReLU(), Linear(2, 1, using: &generator)]
  }
}

/// A model whose output layer has the embedding's weight.
private final class Tied: Module {
  let table: Embedding
  let output: Linear

  init(using generator: inout Generator) {
    table = Embedding(5, 3, using: &generator)
    output = Linear(weight: table.weight)
  }
}

private final class PartOfItself: Module {
  let norm = LayerNorm(1)
  weak var whole: Whole?
}

private final class Whole: Module {
  let part: PartOfItself

  init(_ part: PartOfItself) { self.part = part }
}

private final class LeavesOut: Module {
  let first = LayerNorm(2)
  let second = LayerNorm(2)
  let scale = Tensor.ones([1]).asParameter()
  let listed: String

  init(_ listed: String) { self.listed = listed }

  var parts: [(name: String, module: any Module)] {
    switch listed {
    case "first": [("first", first)]
    case "twice": [("a", first), ("a", second)]
    default: [("both", Sequential(first, second))]
    }
  }
  var ownParameters: [(name: String, tensor: Tensor)] { listed == "no scale" ? [] : [("scale", scale)] }
}

@Suite("Modules")
struct ModuleTests {
  @Test("find parameters and parts in their properties, in the order of their declarations")
  func properties() {
    var generator = Generator(seed: 1)
    let model = Model(using: &generator)
    #expect(
      model.namedParameters.map(\.name) == [
        "tables.0", "table.weight", "heads.0.scale", "heads.0.query.weight", "heads.1.scale", "heads.1.query.weight",
        "heads.1.value.weight", "heads.1.value.bias", "norms.0.weight", "norms.0.bias", "layers.1.weight",
        "layers.1.bias", "nested.0.0.weight", "nested.0.0.bias",
      ])
    #expect(
      model.namedModules.map(\.name) == [
        "", "table", "heads.0", "heads.0.query", "heads.1", "heads.1.query", "heads.1.value", "norms.0", "byName.a",
        "byName.b", "layers.0", "layers.1", "nested.0.0",
      ])
  }

  @Test("are switched with all their parts, and only those that depend on it keep what they are")
  func switching() {
    var generator = Generator(seed: 1)
    let model = Model(using: &generator)
    #expect(model.isTraining)
    model.eval()
    #expect(!model.isTraining && model.byName.values.allSatisfy { !$0.isTraining })
    model.train()
    #expect(model.isTraining && model.byName.values.allSatisfy { $0.isTraining })
  }

  @Test("are as before after an evaluation, also one that throws")
  func evaluating() throws {
    struct Stop: Error {}
    let (first, second) = (Dropout(0.5), Dropout(0.5))
    let model = Sequential(first, second)
    first.isTraining = false
    let x = Tensor.ones([3]).asParameter()
    let result = model.evaluating {
      #expect(!first.isTraining && !second.isTraining)
      return x * 2
    }
    #expect(!result.requiresGradient)
    #expect(!first.isTraining && second.isTraining)
    #expect(throws: Stop.self) { try model.evaluating { throw Stop() } }
    #expect(!first.isTraining && second.isTraining)
    #expect((x * 2).requiresGradient)
  }

  @Test("count, step and name a shared parameter once, and save it with each of its names")
  func tied() throws {
    var generator = Generator(seed: 1)
    let model = Tied(using: &generator)
    #expect(model.namedParameters.map(\.name) == ["table.weight"])
    #expect(model.parameterCount == 15)
    let checkpoint = model.checkpoint
    #expect(checkpoint.names == ["table.weight", "output.weight"])
    let optimizer = SGD(model.parameters, learningRate: 1)
    model.output(Tensor.ones([2, 3])).sum().backward()
    optimizer.step()
    let before = try #require(checkpoint["table.weight"])
    #expect(model.table.weight.detached.allClose(before - 2, rtol: 0, atol: 0))

    for name in checkpoint.names {
      var one = Checkpoint()
      one[name] = before
      try model.load(one)
      #expect(model.output.weight.detached.allClose(before, rtol: 0, atol: 0))
    }
    var different = checkpoint
    different["output.weight"] = before + 1
    #expect(throws: Checkpoint.Failure.misfits([.different("table.weight", "output.weight")])) {
      try model.load(different)
    }
  }

  @Test("may list parts under other names")
  func listed() {
    #expect(
      LeavesOut("all").namedParameters.map(\.name) == [
        "scale", "both.0.weight", "both.0.bias", "both.1.weight", "both.1.bias",
      ])
  }

  @Test("stop the program if one is a part of itself")
  func cycle() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let part = PartOfItself()
      let whole = Whole(part)
      part.whole = whole
      _ = whole.isTraining
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("PartOfItself: the part whole is a module that this one is a part of"), "\(text.prefix(300))")
  }

  @Test(
    "stop the program if their lists leave out a property or repeat a name",
    arguments: [
      ("first", "LeavesOut: parts leaves out the property second, which would not be trained: add it"),
      ("no scale", "LeavesOut: ownParameters leaves out the property scale, which"),
      ("twice", "LeavesOut: two parameters have the name a.weight: give each part a name of its own"),
    ])
  func leftOut(_ listed: String, _ sentence: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [listed = listed as String] in
      _ = LeavesOut(listed).parameters
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(sentence), "\(text.prefix(300))")
  }
}
