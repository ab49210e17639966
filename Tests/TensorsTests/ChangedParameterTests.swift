import Tensors
import Testing

/// A result of a parameter of shape `[2, 2]` that an optimizer changes before the backward pass.
struct ChangedParameter: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let apply: @Sendable (Tensor) -> Tensor

  init(_ name: String, _ apply: @escaping @Sendable (Tensor) -> Tensor) {
    testDescription = name
    self.apply = apply
  }

  /// The parameter's gradient, if the parameter is changed after the forward pass.
  @discardableResult func backward(changing isChanged: Bool = true) -> [Float]? {
    let parameter = Tensor([[1.5, 2], [0.5, 3]] as [[Float]]).asParameter()
    let loss = apply(parameter).sum()
    if isChanged { parameter.update(with: Tensor.zeros([2, 2])) { $0 * 2 + $1 } }
    loss.backward()
    return parameter.gradient?.scalars(as: Float.self)
  }

  /// Operations whose gradients need no values of the parameter, in PyTorch too.
  static let allowed = [
    ChangedParameter("negation") { -$0 },
    ChangedParameter("the product with a number") { $0 * 2 },
    ChangedParameter("the product with a constant") { Tensor.full([2, 2], 3) * $0 },
    ChangedParameter("the quotient by a constant") { $0 / Tensor.full([2, 2], 3) },
    ChangedParameter("the matrix product with a constant") { Tensor.full([3, 2], 3).matmul($0) },
    ChangedParameter("a number divided by it") { 1.5 / $0 },
    ChangedParameter("exp") { $0.exp() },
    ChangedParameter("sqrt") { $0.sqrt() },
    ChangedParameter("tanh") { $0.tanh() },
    ChangedParameter("relu") { ($0 - 1).relu() },
    ChangedParameter("relu of the parameter itself") { $0.relu() },
    ChangedParameter("softmax") { $0.softmax(-1) },
    ChangedParameter("log-softmax") { $0.logSoftmax(0) },
    ChangedParameter("max along a dimension") { $0.max(0) },
    ChangedParameter("min along a dimension") { $0.min(0) },
    ChangedParameter("sorted") { $0.sorted(0).values },
    ChangedParameter("topk") { $0.topk(1).values },
    ChangedParameter("where") { Tensor.where($0 .> 1, $0, -$0) },
    ChangedParameter("the elements of a mask") { $0[$0 .> 1] },
    ChangedParameter("triu") { $0.triu() },
    ChangedParameter("round") { $0.round() },
    ChangedParameter("embedding") { $0.embedding(Tensor([1, 1])) },
    ChangedParameter("cross-entropy") { $0.crossEntropy(Tensor([0, 1])) },
    ChangedParameter("a detached copy") { $0 * $0.detached.exp() },
  ]
}

@Suite("A parameter that an optimizer changes before the backward pass")
struct ChangedParameterTests {
  @Test("has the gradient of its old values where only the result is needed", arguments: ChangedParameter.allowed)
  func gradient(_ test: ChangedParameter) { #expect(test.backward() == test.backward(changing: false)) }

  @Test("can be used again afterwards")
  func nextPass() {
    let parameter = Tensor([2] as [Float]).asParameter()
    for _ in 0..<2 {
      parameter.zeroGradient()
      (parameter * parameter).sum().backward()
      parameter.update(with: Tensor([3] as [Float])) { $0 + $1 }
    }
    #expect(parameter.gradient?.scalars(as: Float.self) == [10])
  }
}
