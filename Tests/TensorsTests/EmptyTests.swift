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
      EmptyCase("gelu", shape, gives: shape) { $0[0].gelu() },
      EmptyCase("absolute values", shape, gives: shape) { $0[0].abs() },
      EmptyCase("a range", shape, gives: shape) { $0[0].clamp(0...1) },
      EmptyCase("squares", shape, gives: shape) { $0[0].pow(2) },
      EmptyCase("gelu by tanh", shape, gives: shape) { $0[0].gelu(approximate: .tanh) },
      EmptyCase("a choice", shape, shape, gives: shape) { .where($0[0].detached .> 0, $0[0], $0[1]) },
      EmptyCase("elements in order", shape, gives: shape) { $0[0].sorted(0).values },
      EmptyCase("plain layer norm", shape, gives: shape) { $0[0].layerNorm() },
      EmptyCase("norm", shape, gives: []) { $0[0].norm() },
      EmptyCase("one dimension", shape, gives: [0]) { $0[0].flattened() },
      EmptyCase("the elements of a mask", shape, gives: [0]) { $0[0][$0[0].detached .> 0] },
      EmptyCase("square root", shape, gives: shape) { $0[0].sqrt() },
      EmptyCase("negation", shape, gives: shape) { -$0[0] },
      EmptyCase("a number minus it", shape, gives: shape) { 1 - $0[0] },
      EmptyCase("a number divided by it", shape, gives: shape) { 1 / $0[0] },
      EmptyCase("a quotient", shape, shape, gives: shape) { $0[0] / $0[1] },
      EmptyCase("dropout", shape, gives: shape) {
        var generator = Generator(seed: 1)
        return $0[0].dropout(0.5, using: &generator)
      },
      EmptyCase("transposition", shape, gives: Shape(shape.reversed())) { $0[0].transposed(0, -1) },
      EmptyCase("one open size", shape, gives: [0]) { $0[0].reshaped([-1]) },
      EmptyCase("expansion", shape, gives: Shape([2] + Array(shape))) { $0[0].expanded(to: Shape([2] + Array(shape))) },
      EmptyCase("masked fill", shape, gives: shape) { $0[0].maskedFill($0[0].detached .> 0, 1) },
      EmptyCase("a product by a row", shape, [shape[-1]], gives: shape) { $0[0] * $0[1] },
    ]
  }

  private static let reductions: [EmptyCase] = [
    EmptyCase("sum", [0], gives: []) { $0[0].sum() },
    EmptyCase("variance", [0], gives: [], of: .nan) { $0[0].variance() },
    EmptyCase("variance", [3, 0], gives: [], of: .nan) { $0[0].variance() },
    EmptyCase("standard deviation of columns", [3, 0], gives: [3], of: .nan) { $0[0].std(1) },
    EmptyCase("standard deviation of rows", [3, 0], gives: [0]) { $0[0].std(0) },
    EmptyCase("mean of rows", [3, 0], gives: [0]) { $0[0].mean(0) },
    EmptyCase("sum of rows, kept", [3, 0], gives: [1, 0]) { $0[0].sum(0, keepDimension: true) },
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
    EmptyCase("product", [4, 2, 0], [0, 3], gives: [4, 2, 3]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [3, 0], [0, 4], gives: [3, 4]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [0, 0], [0, 0], gives: [0, 0]) { $0[0].matmul($0[1]) },
    EmptyCase("product of transposed", [0, 3], [4, 0], gives: [3, 4]) {
      $0[0].transposed(0, 1).matmul($0[1].transposed(0, 1))
    },
    EmptyCase("product", [2, 0, 4], [4, 3], gives: [2, 0, 3]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [0, 3, 4], [4, 3], gives: [0, 3, 3]) { $0[0].matmul($0[1]) },
    EmptyCase("product", [2, 3, 4], [4, 0], gives: [2, 3, 0]) { $0[0].matmul($0[1]) },
    EmptyCase("layer without inputs", [3, 0], [4, 0], [4], gives: [3, 4]) { $0[0].linear($0[1], $0[2] * 0) },
    EmptyCase("layer without inputs", [2, 3, 0], [4, 0], [4], gives: [2, 3, 4]) { $0[0].linear($0[1], $0[2] * 0) },
    EmptyCase("layer without outputs", [3, 4], [0, 4], [0], gives: [3, 0]) { $0[0].linear($0[1], $0[2]) },
    EmptyCase("layer without rows", [2, 0, 4], [3, 4], [3], gives: [2, 0, 3]) { $0[0].linear($0[1], $0[2]) },
    EmptyCase("layers that share their input", [3, 0], [4, 0], [4], gives: [3, 4]) {
      let x = $0[0] * 1
      return x.linear($0[1], $0[2] * 0) + x.linear($0[1], $0[2] * 0)
    },
    EmptyCase("products without columns that share their left", [3, 4], [4, 0], gives: [3, 0]) {
      let x = $0[0] * 1
      return x.matmul($0[1]) + x.matmul($0[1])
    },
    EmptyCase("layer norms of no rows, of a sum", [2, 0, 4], [4], [4], gives: [2, 0, 4]) {
      let x = $0[0] * 1
      return x + x.layerNorm($0[1], $0[2]).layerNorm($0[1], $0[2])
    },
    EmptyCase("product with a vector", [3, 0], [0], gives: [3]) { $0[0].matmul($0[1]) },
    EmptyCase("product of vectors", [0], [0], gives: []) { $0[0].matmul($0[1]) },
    EmptyCase("attention", [0, 4], [3, 4], [3, 2], gives: [0, 2]) { .scaledDotProductAttention($0[0], $0[1], $0[2]) },
  ]

  private static let selections: [EmptyCase] = [
    EmptyCase("rows", [3, 0], gives: [3, 0]) { $0[0][Tensor([1, 0, -2])] },
    EmptyCase("no rows", [3, 2], gives: [2, 0, 2]) { $0[0][Tensor.zeros([2, 0], dtype: .int64)] },
    EmptyCase("embedding", [3, 0], gives: [3, 0]) { $0[0].embedding(Tensor([1, 0, 1])) },
    EmptyCase("embedding", [0, 2], gives: [0, 2]) { $0[0].embedding(.zeros([0], dtype: .int64)) },
    EmptyCase("a part", [3, 0], gives: [0]) { $0[0][1] },
    EmptyCase("a part without elements", [3, 2], gives: [0, 2]) { $0[0][1..<1] },
    EmptyCase("tril", [0, 3], gives: [0, 3]) { $0[0].tril() },
    EmptyCase("tril", [3, 0], gives: [3, 0]) { $0[0].tril() },
    EmptyCase("triu", [0, 3], gives: [0, 3]) { $0[0].triu(diagonal: 1) },
    EmptyCase("none of the greatest", [3, 2], gives: [3, 0]) { $0[0].topk(0).values },
    EmptyCase("the greatest of no rows", [0, 3], gives: [0, 2]) { $0[0].topk(2).values },
    EmptyCase("minima of rows", [3, 0], gives: [0]) { $0[0].min(0) },
    EmptyCase("a part of no rows", [0, 3], gives: [0, 3]) { $0[0].split(2)[0] },
    EmptyCase("a mask of nothing", [3, 2], gives: [0, 2]) { $0[0][Tensor([false, false, false])] },
    EmptyCase("permutation", [3, 0, 2], gives: [2, 3, 0]) { $0[0].permuted(2, 0, 1) },
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

  /// Shapes whose sizes give more elements than a number holds, were it not for the 0.
  @Test("may have any other sizes", arguments: [[1 << 30, 1 << 30, 8, 0], [0, 1 << 30, 1 << 30, 8]] as [Shape])
  func largeSizes(_ shape: Shape) {
    var generator = Generator(seed: 1)
    let x = Tensor.zeros(shape).asParameter()
    let channels = shape[-1]
    let results = [
      x.softmax(-1), x.softmax(0), x.exp(), x + Tensor.ones([]), x * Tensor.ones([channels]),
      x.dropout(0.5, using: &generator),
      x.maskedFill(Tensor([true]), 1),
    ]
    for result in results { #expect(result.shape == shape) }
    #expect(x.transposed(0, -1).exp().elementCount == 0)
    #expect(x[0..., (1 << 30) - 1].elementCount == 0)
    #expect(x.variance().item(as: Float.self).isNaN)
    (x.exp() * 2).sum().backward()
    #expect(x.gradient?.shape == shape)
  }

  @Test("has an index of the maximum for each of no lines")
  func argmax() {
    #expect(Tensor.zeros([3, 0]).argmax(0).shape == [0])
    #expect(Tensor.zeros([0, 3]).argmax(1).shape == [0])
  }
}
