import CKernels

// The greatest and the least of all elements, or of those along a dimension, and where they are. They take float32; NaN counts as
// greater and as less than any number. A negative dimension is counted from the last.
extension Tensor {
  /// The maximum of all elements.
  ///
  /// PyTorch: `max()`.
  ///
  /// - Returns: no dimension, float32.
  public func max() -> Tensor { extremum("max", "MaxBackward1") { $0.alongRows(0, false, "max", kernels.max_columns) } }

  /// The minimum of all elements.
  ///
  /// PyTorch: `min()`.
  ///
  /// - Returns: no dimension, float32.
  public func min() -> Tensor {
    extremum("min", "MinBackward1") { $0.alongRows(0, false, "min", kernels.min_columns) }
  }

  /// An extremum of all elements.
  private func extremum(_ operation: StaticString, _ name: String, _ find: (_ row: Tensor) -> Tensor) -> Tensor {
    requireFloat(in: operation)
    guard elementCount > 0 else { fatalError("\(operation): a tensor of shape \(shape.sizes) has no elements") }
    let x = saved
    let result = find(detached.reshaped([elementCount]))
    // Equal extrema share the gradient, as in PyTorch.
    return result.withBackward(
      name,
      self,
      { gradient in
        let isExtremum = (x.values .== result).float()
        return isExtremum * (gradient / isExtremum.sum())
      })
  }

  /// The maxima along a dimension.
  ///
  /// PyTorch: `max(dim, keepdim).values`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  public func max(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    requireElements(along: dimension, in: "max")
    return alongLines(dimension, keepDimension, "max", kernels.max_columns, kernels.max_rows)
      .withBackward(
        "MaxBackward0", self,
        extremaDerivative(dimension, keepDimension, detached.argmax(dimension, keepDimension: true)))
  }

  /// The minima along a dimension.
  ///
  /// PyTorch: `min(dim, keepdim).values`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  public func min(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    requireElements(along: dimension, in: "min")
    return alongLines(dimension, keepDimension, "min", kernels.min_columns, kernels.min_rows)
      .withBackward(
        "MinBackward0", self,
        extremaDerivative(dimension, keepDimension, detached.argmin(dimension, keepDimension: true)))
  }

  /// The way back from the extrema along a dimension: to the first of equal ones.
  private func extremaDerivative(_ number: Int, _ keepDimension: Bool, _ indices: Tensor) -> Derivative {
    let dimension = shape.dimension(number, in: "max")
    let size = shape[dimension]
    let numbers = Tensor.arange(0..<size).reshaped(Shape(shape.indices.map { $0 == dimension ? size : 1 }))
    let shape = shape
    return { $0.restored(dimension, keepDimension).expanded(to: shape) * (numbers .== indices).float() }
  }

  /// The indices of the maxima along a dimension; of equal ones, the first.
  ///
  /// PyTorch: `argmax(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  /// - Returns: int64.
  public func argmax(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    places(dimension, keepDimension, "argmax", kernels.argmax, >)
  }

  /// The indices of the minima along a dimension; of equal ones, the first.
  ///
  /// PyTorch: `argmin(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  /// - Returns: int64.
  public func argmin(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    places(dimension, keepDimension, "argmin", kernels.argmin, <)
  }

  /// Where the elements along a dimension are that precede the others.
  private func places(
    _ dimension: Int, _ keepDimension: Bool, _ operation: StaticString, _ kernel: ColumnsKernel<Int>,
    _ precedes: (Float, Float) -> Bool
  ) -> Tensor {
    requireElements(along: dimension, in: operation)
    let axis = shape.dimension(dimension, in: operation)
    if shape.product(axis + 1..<shape.count) == 1 { return alongRows(axis, keepDimension, operation, kernel) }
    return reduced(dimension, keepDimension, operation) { line -> Int in
      var best = 0
      for index in 1..<Swift.max(1, line.count) {
        let isBetter = precedes(line[index], line[best]) || (line[index].isNaN && !line[best].isNaN)
        if isBetter { best = index }
      }
      return best
    }
  }

  private func requireElements(along dimension: Int, in operation: StaticString) {
    requireFloat(in: operation)
    guard shape[shape.dimension(dimension, in: operation)] > 0 else {
      fatalError("\(operation): dimension \(dimension) of a tensor of shape \(shape.sizes) has no elements")
    }
  }
}
