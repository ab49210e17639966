import Tensors
import Testing

/// An operation on tensors of random numbers, some without elements, and what PyTorch makes of it: the result's shape, and the number that
/// all its elements are.
struct EmptyCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let inputs: [Shape]
  let shape: Shape
  let element: Float
  let apply: @Sendable ([Tensor]) -> Tensor

  init(
    _ name: String, _ inputs: Shape..., gives shape: Shape, of element: Float = 0,
    _ apply: @escaping @Sendable ([Tensor]) -> Tensor
  ) {
    testDescription = "\(name) of \(inputs.map(\.description))"
    self.inputs = inputs
    self.shape = shape
    self.element = element
    self.apply = apply
  }

  static let all: [EmptyCase] = rows + reductions + products + selections

  private static let rows = ([[3, 0], [0, 3], [0, 0], [2, 0, 3], [0]] as [Shape]).flatMap { shape in
    [0, -1].flatMap { dimension in
      [
        EmptyCase("softmax along \(dimension)", shape, gives: shape) { $0[0].softmax(dimension) },
        EmptyCase("log-softmax along \(dimension)", shape, gives: shape) { $0[0].logSoftmax(dimension) },
      ]
    } + [
      EmptyCase("layer norm", shape, [shape[-1]], [shape[-1]], gives: shape) { $0[0].layerNorm($0[1], $0[2]) },
      EmptyCase("exp", shape, gives: shape) { $0[0].exp() },
      EmptyCase("relu", shape, gives: shape) { $0[0].relu() },
      EmptyCase("masked fill", shape, gives: shape) { $0[0].maskedFill($0[0].detached .> 0, 1) },
      EmptyCase("a product by a row", shape, [shape[-1]], gives: shape) { $0[0] * $0[1] },
    ]
  }

  private static let reductions: [EmptyCase] = [
    EmptyCase("sum", [0], gives: []) { $0[0].sum() },
    EmptyCase("mean", [0, 3], gives: [], of: .nan) { $0[0].mean() },
    EmptyCase("standard deviation", [0, 3], gives: [], of: .nan) { $0[0].std() },
    EmptyCase("sum of columns", [3, 0], gives: [3]) { $0[0].sum(1) },
    EmptyCase("sum of no columns", [0, 3], gives: [0]) { $0[0].sum(1) },
    EmptyCase("sum of rows", [0, 3], gives: [3]) { $0[0].sum(0) },
    EmptyCase("sum of rows", [3, 0], gives: [0]) { $0[0].sum(0) },
    EmptyCase("mean of columns", [3, 0], gives: [3], of: .nan) { $0[0].mean(1) },
    EmptyCase("variance of columns", [3, 0], gives: [3], of: .nan) { $0[0].variance(1) },
    EmptyCase("variance of rows", [3, 0], gives: [0]) { $0[0].variance(0) },
    EmptyCase("max of rows", [3, 0], gives: [0]) { $0[0].max(0) },
    EmptyCase("max of columns", [2, 0, 3], gives: [2, 0]) { $0[0].max(-1) },
    EmptyCase("cross-entropy", [0, 5], gives: [], of: .nan) { $0[0].crossEntropy(.zeros([0], dtype: .int64)) },
    EmptyCase("cross-entropy", [0, 0], gives: [], of: .nan) { $0[0].crossEntropy(.zeros([0], dtype: .int64)) },
  ]

  private static let products: [EmptyCase] = [
    EmptyCase("product", [2, 3, 0], [0, 4], gives: [2, 3, 4]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [2, 3, 0], [2, 0, 4], gives: [2, 3, 4]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [2, 0, 4], [4, 3], gives: [2, 0, 3]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [0, 3, 4], [4, 3], gives: [0, 3, 3]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [2, 3, 4], [4, 0], gives: [2, 3, 0]) { $0[0].matmul($0[1]) },
  ]

  private static let selections: [EmptyCase] = [
    EmptyCase("rows", [3, 0], gives: [3, 0]) { $0[0][Tensor([1, 0, -2])] },
    EmptyCase("no rows", [3, 2], gives: [2, 0, 2]) { $0[0][Tensor.zeros([2, 0], dtype: .int64)] },
    EmptyCase("embedding", [3, 0], gives: [3, 0]) { $0[0].embedding(Tensor([1, 0, 1])) },
    EmptyCase("embedding", [0, 2], gives: [0, 2]) { $0[0].embedding(.zeros([0], dtype: .int64)) },
    EmptyCase("tril", [3, 0], gives: [3, 0]) { $0[0].tril() },
    EmptyCase("cat", [3, 0], [3, 0], gives: [3, 0]) { .cat($0, -1) },
    EmptyCase("stack", [0, 3], [0, 3], gives: [2, 0, 3]) { .stack($0) },
  ]
}

@Suite("A tensor without elements")
struct EmptyTests {
  @Test("has PyTorch's results and gradients", arguments: EmptyCase.all)
  func results(_ test: EmptyCase) {
    var generator = Generator(seed: 1)
    let inputs = test.inputs.map { Tensor.randn($0, using: &generator).asParameter() }
    let result = test.apply(inputs)
    #expect(result.shape == test.shape)
    let elements = result.scalars(as: Float.self)
    #expect(elements.allSatisfy { $0 == test.element || ($0.isNaN && test.element.isNaN) }, "\(elements)")
    result.sum().backward()
    for input in inputs {
      #expect(input.gradient?.shape == input.shape)
      #expect(input.gradient?.scalars(as: Float.self).allSatisfy { $0 == 0 } == true)
    }
  }

  @Test("has an index of the maximum for each of no lines")
  func argmax() {
    #expect(Tensor.zeros([3, 0]).argmax(0).shape == [0])
    #expect(Tensor.zeros([0, 3]).argmax(1).shape == [0])
  }
}
