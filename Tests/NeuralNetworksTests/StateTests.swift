import NeuralNetworks
import SmallGPT
import Tensors
import Testing

/// A model with dropout, its optimizer and its random numbers, as a program that trains has them.
private struct Training {
  let layers: Sequential
  let optimizer: AdamW
  var generator: Generator

  init(seed: UInt64, build: Generator.Build = .x86) {
    generator = Generator(seed: seed, build: build)
    layers = Sequential(
      Linear(3, 8, using: &generator), LayerNorm(8), GELU(), Dropout(0.3), Linear(8, 2, using: &generator))
    optimizer = AdamW(layers.parameters, learningRate: 0.05)
  }

  /// Returns the losses of some steps; three normal numbers a step leave one for the next step.
  mutating func losses(_ steps: Int) -> [Float] {
    (0..<steps).map { step in
      let x = Tensor.randn([1, 3], using: &generator)
      let loss = layers(x, using: &generator).crossEntropy(Tensor.randint(0..<2, [1], using: &generator))
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      optimizer.learningRate *= 0.98
      return loss.item()
    }
  }

  var checkpoint: Checkpoint {
    var checkpoint = Checkpoint()
    checkpoint.add(layers.checkpoint, under: "model")
    checkpoint.add(optimizer.checkpoint, under: "optimizer")
    checkpoint.add(generator.checkpoint, under: "generator")
    return checkpoint
  }

  mutating func load(_ checkpoint: Checkpoint) throws {
    try layers.load(checkpoint.part("model"))
    try optimizer.load(checkpoint.part("optimizer"))
    try generator.load(checkpoint.part("generator"))
  }
}

@Suite("Saved states")
struct StateTests {
  @Test("Training goes on from a checkpoint with the same bits", arguments: [Generator.Build.x86, .mkl, .arm])
  func resume(_ build: Generator.Build) throws {
    var straight = Training(seed: 1, build: build)
    let losses = straight.losses(20)
    var first = Training(seed: 1, build: build)
    #expect(first.losses(10) == Array(losses[..<10]))
    let bytes = first.checkpoint.bytes
    // Later steps leave the checkpoint as it is.
    let checkpoint = first.checkpoint
    _ = first.losses(1)
    #expect(checkpoint.bytes == bytes)

    var second = Training(seed: 2)
    _ = second.losses(3)
    try second.load(Checkpoint(bytes: bytes))
    #expect(second.losses(10).map(\.bitPattern) == losses[10...].map(\.bitPattern))
    #expect(second.checkpoint.bytes == straight.checkpoint.bytes)
  }

  @Test("A model takes the state of PyTorch's model, with its names")
  func pyTorch() throws {
    let checkpoint = try Checkpoint(bytes: fixtureBytes("model"))
    var generator = Generator(seed: 3)
    let (table, norm) = (Embedding(5, 4, using: &generator), LayerNorm(4))
    let linear = Linear(4, 3, using: &generator)
    let layers: [any Module] = [table, norm, linear]
    // The same seed has made the same numbers.
    for (index, layer) in layers.enumerated() { #expect(checkpoint.part("\(index)").bytes == layer.checkpoint.bytes) }
    for parameter in linear.parameters { parameter.setElements(to: .zeros(parameter.shape)) }
    try linear.load(checkpoint.part("2"))
    #expect(checkpoint.part("2").bytes == linear.checkpoint.bytes)
  }

  @Test("All that does not fit a model is listed, and nothing is changed")
  func misfits() throws {
    var generator = Generator(seed: 1)
    let model = Sequential(Linear(2, 3, using: &generator), LayerNorm(3))
    let before = model.checkpoint.bytes
    var checkpoint = model.checkpoint
    checkpoint["0.weight"] = Tensor.ones([3, 4])
    checkpoint["0.bias"] = Tensor([1, 2, 3])
    checkpoint["1.bias"] = nil
    checkpoint["1.weight"] = Tensor.zeros([3])
    checkpoint["1.beta"] = Tensor.zeros([3])
    let error = #expect(throws: Checkpoint.Failure.self) { try model.load(checkpoint) }
    #expect(
      error?.description == """
        the checkpoint does not fit, and nothing was loaded:
          "0.weight" has the shape [3, 4], not [3, 2]
          "0.bias" has the dtype torch.int64, not torch.float32
          "1.bias" is missing from the checkpoint
          "1.beta" is only in the checkpoint
        """)
    #expect(throws: Checkpoint.Failure.self) { try model.load(checkpoint, strict: false) }
    #expect(model.checkpoint.bytes == before)

    (checkpoint["0.weight"], checkpoint["0.bias"]) = (nil, nil)
    let misfits = try model.load(checkpoint, strict: false)
    #expect(misfits == [.missing("0.weight"), .missing("0.bias"), .missing("1.bias"), .unexpected("1.beta")])
    #expect(model.checkpoint["1.weight"]?.scalars(as: Float.self) == [0, 0, 0])
    #expect(model.checkpoint["0.weight"]?.hash == (try Checkpoint(bytes: before))["0.weight"]?.hash)
  }

  /// What can be wrong with the state of an optimizer, by the sentence about it.
  private static let optimizers: [String: @Sendable (inout Checkpoint) -> Void] = [
    "\"1.exp_avg\" is missing from the checkpoint": { $0["1.exp_avg"] = nil },
    "\"2.step\" is only in the checkpoint": { $0["2.step"] = Tensor(1) },
    "\"0.exp_avg_sq\" has the shape [2], not [3, 2]": { $0["0.exp_avg_sq"] = .ones([2]) },
    "\"0.step\" has the dtype torch.float32, not torch.int64": { $0["0.step"] = Tensor(1 as Float) },
    "\"0.step\" must hold an integer from 0 to 2⁵³": { $0["0.step"] = Tensor(-1) },
    "\"1.step\" must hold an integer from 0 to 2⁵³": { $0["1.step"] = Tensor(Int.max) },
    "\"learning_rate\" is missing: it must be a number from 0 on": { $0.metadata["learning_rate"] = nil },
    "\"learning_rate\" is \"nan\", not a number from 0 on": { $0.metadata["learning_rate"] = "nan" },
    "\"learning_rate\" is \"fast\", not a number": { $0.metadata["learning_rate"] = "fast" },
  ]

  @Test("A state that is no such optimizer's is refused with a sentence", arguments: optimizers.keys.sorted())
  func optimizer(_ sentence: String) {
    var generator = Generator(seed: 1)
    let layer = Linear(2, 3, using: &generator)
    let optimizer = AdamW(layer.parameters)
    let before = optimizer.checkpoint.bytes
    var checkpoint = optimizer.checkpoint
    Self.optimizers[sentence]?(&checkpoint)
    let error = #expect(throws: Checkpoint.Failure.self) { try optimizer.load(checkpoint) }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    #expect(optimizer.checkpoint.bytes == before)
  }

  /// What can be wrong with the state of a generator, by the sentence about it.
  private static let generators: [String: @Sendable (inout Checkpoint) -> Void] = [
    "\"state\" is missing from the checkpoint": { $0["state"] = nil },
    "\"state\" has the shape [3], not [624]": { $0["state"] = Tensor([1, 2, 3]) },
    "\"state\" must hold integers from 0 to 4294967295": { $0["state"] = Tensor(Array(repeating: -1, count: 624)) },
    "\"next\" is \"625\", not an integer from 0 to 624": { $0.metadata["next"] = "625" },
    "\"next\" is missing": { $0.metadata["next"] = nil },
    "\"position\" is \"9223372036854775807\", not": { $0.metadata["position"] = "\(Int.max)" },
    "\"build\" is \"ppc\", not x86, mkl or arm": { $0.metadata["build"] = "ppc" },
    "\"next_normal\" is \"\", not a number": { $0.metadata["next_normal"] = "" },
  ]

  @Test("A state that is no generator's is refused with a sentence", arguments: generators.keys.sorted())
  func generator(_ sentence: String) {
    var generator = Generator(seed: 1)
    let before = generator.checkpoint.bytes
    var checkpoint = generator.checkpoint
    Self.generators[sentence]?(&checkpoint)
    let error = #expect(throws: Checkpoint.Failure.self) { try generator.load(checkpoint) }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    #expect(generator.checkpoint.bytes == before)
  }
}
