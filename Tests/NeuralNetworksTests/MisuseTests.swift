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
    "AdamW: the weight decay -2.0 is negative": { AdamW([ParameterGroup([x.asParameter()], weightDecay: -2)]) },
    "SGD: tensors 0 and 2 are the same parameter: leave one out": {
      let parameter = x.asParameter()
      return SGD([parameter, x.asParameter(), parameter], learningRate: 1)
    },
    "AdamW: tensors 0 and 1 are the same parameter": {
      let group = ParameterGroup([x.asParameter()], weightDecay: 0)
      return AdamW([group, group])
    },
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

  /// Calls that cannot work, by a part of the sentence that they stop the program with.
  private static let calls: [String: @Sendable () -> Void] = [
    "gradient: the tensor of shape [2] is no parameter": { x.gradient = x },
    "gradient: the tensor of shape [] is no parameter": { x.asParameter().sum().gradient = nil },
    "gradient: one of shape [1, 2] for a parameter of shape [2]": { x.asParameter().gradient = x.unsqueezed(0) },
    "gradient: takes a tensor of torch.float32, not torch.int64": { x.asParameter().gradient = Tensor([1, 2]) },
    "setElements: the tensor of shape [2] is no parameter": { x.setElements(to: x) },
    "setElements: values of shape [1] for a parameter of shape [2]": { x.asParameter().setElements(to: .ones([1])) },
    "setElements: takes a tensor of torch.float32": { x.asParameter().setElements(to: Tensor([true, false])) },
    "clipGradientNorm: the limit -1.0 is no number from 0 on": { clipGradientNorm([], to: -1) },
    "clipGradientNorm: the limit nan is": { clipGradientNorm([], to: .nan) },
    "CosineSchedule: the warm-up of 3 steps is not from 0 to the total of 2": {
      _ = CosineSchedule(peak: 1, warmup: 3, total: 2)
    },
    "Linear: the weight or the bias is no parameter": { _ = Linear(weight: .ones([2, 2])) },
    "Linear: takes a weight of [outputs, inputs] and a bias of [outputs], not [[2, 3], [3]]": {
      _ = Linear(weight: Tensor.ones([2, 3]).asParameter(), bias: Tensor.ones([3]).asParameter())
    },
    "Checkpoint: no tensor can have the name __metadata__": {
      var checkpoint = Checkpoint()
      checkpoint["__metadata__"] = x
    },
  ]

  @Test("of what training needs stops the program with a sentence", arguments: calls.keys.sorted())
  func call(_ sentence: String) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [sentence = sentence as String] in
      Self.calls[sentence]?()
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
