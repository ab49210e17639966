import NeuralNetworks
import Tensors
import Testing

@Suite("Misuse of optimizers")
struct MisuseTests {
  /// Optimizers that cannot work, by a part of the sentence that they stop the program with.
  private static let optimizers: [String: @Sendable () -> any Optimizer] = [
    "AdamW: tensor 1, of shape [2], is no parameter": { AdamW([x.asParameter(), x]) },
    "AdamW: tensor 0, of shape [2], is no parameter": { AdamW([x.asParameter() * 2]) },
    "SGD: tensor 0, of shape [], is no parameter": { SGD([x.asParameter()[0]], learningRate: 0.1) },
    "AdamW: the learning rate -0.1 is negative": { AdamW([x.asParameter()], learningRate: -0.1) },
    "SGD: the learning rate -1.0 is negative": { SGD([x.asParameter()], learningRate: -1) },
    "SGD: the learning rate nan is": { SGD([x.asParameter()], learningRate: .nan) },
    "AdamW: the first of the betas is 1.0, not from 0 up to 1": { AdamW([x.asParameter()], betas: (1, 0.9)) },
    "AdamW: the second of the betas is nan, not from 0 up to 1": { AdamW([x.asParameter()], betas: (0, .nan)) },
    "AdamW: epsilon -1e-08 is negative": { AdamW([x.asParameter()], epsilon: -1e-8) },
    "AdamW: the weight decay nan is no number": { AdamW([x.asParameter()], weightDecay: .nan) },
  ]

  private static var x: Tensor { .ones([2]) }

  @Test("stops the program with a sentence, in release too", arguments: optimizers.keys.sorted())
  func sentence(_ sentence: String) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [sentence = sentence as String] in
      _ = Self.optimizers[sentence]?()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(sentence), "\(text.prefix(300))")
  }

  @Test("A learning rate of 0 is allowed")
  func zero() {
    let x = Self.x.asParameter()
    let optimizer = SGD([x], learningRate: 0)
    x.sum().backward()
    optimizer.step()
    #expect(x.scalars(as: Float.self) == [1, 1])
  }
}
