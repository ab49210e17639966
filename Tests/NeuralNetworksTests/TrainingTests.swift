import Foundation
import NeuralNetworks
import SmallGPT
import Tensors
import Testing

struct OptimizerCase: Decodable, Sendable, CustomTestStringConvertible {
  var name: String
  var a: String
  var b: String

  var testDescription: String { name }
}

struct OptimizerCases: Decodable { var cases: [OptimizerCase] }

struct BigramRun: Decodable {
  var losses: String
  var serial: String
  var mkl: String
}

struct GPTRun: Decodable {
  var losses: String
  var count: Int
  var names: [String]
}

@Suite("Training")
struct TrainingTests {
  @Test("moves parameters as PyTorch's optimizers do", arguments: fixture("optimizers", as: OptimizerCases.self).cases)
  func optimizers(_ test: OptimizerCase) {
    var generator = Generator(seed: 7)
    let a = Tensor.randn([5, 3], using: &generator).asParameter()
    let b = Tensor.randn([17], using: &generator).asParameter()
    let step: () -> Void
    switch test.name {
    case "SGD": step = SGD([a, b], learningRate: 0.1).step
    case "AdamW": step = AdamW([a, b], learningRate: 0.01).step
    default:
      step = AdamW([a, b], learningRate: 0.05, betas: (0.8, 0.95), epsilon: 1e-6, weightDecay: 0.1).step
    }
    for number in 0..<10 {
      a.zeroGradient()
      b.zeroGradient()
      let squares = (a * a).sum()
      let loss = number % 3 == 2 ? squares : squares + (b * b * b).sum()
      loss.backward()
      step()
    }
    #expect(a.detached.allClose(Tensor(floats(test.a), shape: [5, 3]), rtol: 1e-5, atol: 1e-6))
    #expect(b.detached.allClose(Tensor(floats(test.b)), rtol: 1e-5, atol: 1e-6))
  }

  private static let corpus = ProcessInfo.processInfo.environment["LESSONS_DATA"].flatMap {
    try? String(contentsOfFile: $0 + "/tinyshakespeare/input.txt", encoding: .utf8)
  }

  @Test(
    "of the bigram model gives PyTorch's loss at every step, and its text",
    .enabled(if: corpus != nil, "needs tinyshakespeare"))
  func bigram() throws {
    let text = Array(try #require(Self.corpus).utf8)
    let vocabulary = Set(text).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
    let data = text[..<(text.count * 9 / 10)].map { numbers[$0] ?? 0 }
    let run = fixture("bigram", as: BigramRun.self)
    for (build, expected) in [(Generator.Build.x86, run.serial), (.mkl, run.mkl)] {
      var generator = Generator(seed: 1337, build: build)
      let table = Embedding(65, 65, using: &generator)
      let optimizer = AdamW(table.parameters)
      var losses: [Float] = []
      for _ in 0..<1000 {
        let starts = Tensor.randint(0..<data.count - 8, [32], using: &generator).scalars(as: Int.self)
        let x = Tensor(starts.flatMap { data[$0..<$0 + 8] })
        let y = Tensor(starts.flatMap { data[$0 + 1..<$0 + 9] })
        let loss = table(x).crossEntropy(y)
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
      }
      for (step, pair) in zip(losses, floats(run.losses)).enumerated() {
        #expect(abs(Int(pair.0.bitPattern) - Int(pair.1.bitPattern)) <= 2, "step \(step): \(pair)")
      }
      var token = 0
      var tokens: [Int] = []
      let shares = table.weight.detached.softmax(-1)
      for _ in 0..<300 {
        token = shares[token].unsqueezed(0).multinomial(using: &generator).item()
        tokens.append(token)
      }
      #expect(String(decoding: tokens.map { vocabulary[$0] }, as: UTF8.self) == expected)
    }
  }

  @Test("of a small GPT gives PyTorch's losses")
  func gpt() {
    var generator = Generator(seed: 1337)
    let model = GPT(using: &generator)
    let run = fixture("gpt", as: GPTRun.self)
    #expect(model.parameterCount == run.count)
    #expect(model.namedParameters.map(\.name).sorted() == run.names.sorted())
    let optimizer = AdamW(model.parameters)
    for (step, expected) in floats(run.losses).enumerated() {
      var tokens = Tensor.randint(0..<65, [16, 33], using: &generator)
      for column in stride(from: 1, to: 33, by: 2) { tokens[0..., column] = tokens[0..., column - 1] }
      let loss = model(tokens[0..., ..<32]).reshaped([-1, 65]).crossEntropy(tokens[0..., 1...].reshaped([-1]))
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      #expect(
        abs(loss.item(as: Float.self) - expected) <= (step == 0 ? 1e-6 * expected : 1e-4),
        "step \(step): \(loss) \(expected)")
    }
  }
}
