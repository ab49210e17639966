import Tensors

/// A use of a matrix of shape `[40, 48]`, which sends a gradient back to it, and to parameters of its own.
struct GradientUse: Sendable {
  let name: String
  /// The shapes of the parameters.
  let shapes: [Shape]
  private let apply: @Sendable (Tensor, [Tensor]) -> Tensor

  private init(_ name: String, _ shapes: Shape..., apply: @escaping @Sendable (Tensor, [Tensor]) -> Tensor) {
    self.name = name
    self.shapes = shapes
    self.apply = apply
  }

  /// A number that depends on all elements of the result.
  ///
  /// - Parameter parameters: those of the use, then a factor of one element for all that it gives.
  func loss(_ x: Tensor, _ parameters: [Tensor]) -> Tensor {
    (apply(x, parameters) * parameters[parameters.count - 1]).sum()
  }

  static let all = products + rows + views

  private static let products = [
    GradientUse("the left of a product", [48, 33]) { $0.matmul($1[0]) },
    GradientUse("the right of a product", [37, 40]) { $1[0].matmul($0) },
    GradientUse("the left of a product of 256 columns", [48, 256]) { $0.matmul($1[0]) },
    GradientUse("the left of a product of 257 columns", [48, 257]) { $0.matmul($1[0]) },
    GradientUse("the left of a product of one column", [48, 1]) { $0.matmul($1[0]) },
    GradientUse("the transposed left of a product", [40, 64]) { $0.transposed(0, 1).matmul($1[0]) },
    GradientUse("one left of many products", [3, 48, 8]) { $0.matmul($1[0]) },
    GradientUse("many lefts of one product", [12, 16]) { $0.reshaped([4, 40, 12]).matmul($1[0]) },
    GradientUse("many lefts of as many products", [4, 12, 16]) { $0.reshaped([4, 40, 12]).matmul($1[0]) },
    GradientUse("one right of many products", [3, 5, 40]) { $1[0].matmul($0) },
    GradientUse("a product with a vector", [48]) { $0.matmul($1[0]) },
    GradientUse("the input of a layer", [64, 48], [64]) { $0.linear($1[0], $1[1]) },
    GradientUse("the input of a layer, in a batch", [70, 12], [70]) { $0.reshaped([2, 80, 12]).linear($1[0], $1[1]) },
    GradientUse("the weight of a layer", [5, 7, 48], [40]) { $1[0].linear($0, $1[1]) },
    GradientUse("the transposed weight of a layer", [9, 40], [48]) { $1[0].linear($0.transposed(0, 1), $1[1]) },
  ]

  private static let rows = [
    GradientUse("a layer norm", [48], [48]) { $0.layerNorm($1[0], $1[1]) },
    GradientUse("a plain layer norm") { x, _ in x.layerNorm() },
    GradientUse("the weight of a layer norm", [6, 5, 1920], [1920]) { $1[0].layerNorm($0.flattened(), $1[1]) },
    GradientUse("the bias of a layer norm", [30, 1920], [1920]) { $1[0].layerNorm($1[1], $0.flattened()) },
    GradientUse("a softmax") { x, _ in x.softmax(-1) },
    GradientUse("tanh") { x, _ in x.tanh() },
    GradientUse("GELU") { x, _ in x.gelu() },
    GradientUse("a table") { x, _ in x.embedding(Tensor([3, 39, 3])) },
  ]

  private static let views = [
    GradientUse("a summand", [40, 48]) { $0 + $1[0] },
    GradientUse("a summand of a batch", [2, 40, 48]) { $0 + $1[0] },
    GradientUse("the matrix itself") { x, _ in x },
    GradientUse("the sum", []) { $0.sum() + $1[0] },
    GradientUse("the transposed matrix") { x, _ in x.transposed(0, 1) },
    GradientUse("some rows") { x, _ in x[3..<9] },
    GradientUse("repeated elements") { x, _ in x.expanded(to: [3, 40, 48]) },
    GradientUse("one dimension") { x, _ in x.flattened() },
  ]
}
