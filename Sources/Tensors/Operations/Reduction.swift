import CKernels

// Functions of all elements, or of those along a dimension. They take float32; a negative dimension is counted from the last.
extension Tensor {
  /// The sum of all elements.
  ///
  /// PyTorch: `sum()`.
  ///
  /// - Returns: no dimension, float32.
  public func sum() -> Tensor {
    let shape = shape
    return Tensor(Float(wholeSum("sum")))
      .withBackward("SumBackward0", self, { $0.expanded(to: shape) })
  }

  /// The sum along a dimension.
  ///
  /// PyTorch: `sum(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  public func sum(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let shape = shape
    return alongLines(dimension, keepDimension, "sum", kernels.sum_columns, kernels.sum_rows)
      .withBackward("SumBackward1", self, { $0.restored(dimension, keepDimension).expanded(to: shape) })
  }

  /// The mean of all elements.
  ///
  /// PyTorch: `mean()`.
  ///
  /// - Returns: no dimension, float32.
  public func mean() -> Tensor {
    let shape = shape
    let count = Float(elementCount)
    return Tensor(Float(wholeSum("mean") / Double(elementCount)))
      .withBackward("MeanBackward0", self, { ($0 / count).expanded(to: shape) })
  }

  /// The mean along a dimension.
  ///
  /// PyTorch: `mean(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  public func mean(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let shape = shape
    let count = Float(shape[shape.dimension(dimension, in: "mean")])
    return (alongLines(dimension, keepDimension, "mean", kernels.sum_columns, kernels.sum_rows) / count)
      .withBackward("MeanBackward1", self, { ($0.restored(dimension, keepDimension) / count).expanded(to: shape) })
  }

  /// The variance of all elements: the mean squared distance from the mean, with one less in the divisor.
  ///
  /// PyTorch: `var()`.
  ///
  /// - Returns: no dimension, float32.
  public func variance() -> Tensor { reshaped([elementCount]).variance(0) }

  /// The variance along a dimension: the mean squared distance from the mean, with one less in the divisor.
  ///
  /// PyTorch: `var(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  public func variance(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let x = saved
    let scale = 2 / Float(shape[shape.dimension(dimension, in: "variance")] - 1)
    return reduced(dimension, keepDimension, "variance") { Float($0.variance) }
      .withBackward(
        "VarBackward0",
        self, { $0.restored(dimension, keepDimension) * x.values.distancesFromMean(dimension) * scale })
  }

  /// The standard deviation of all elements: the square root of the variance.
  ///
  /// PyTorch: `std()`.
  ///
  /// - Returns: no dimension, float32.
  public func std() -> Tensor { reshaped([elementCount]).std(0) }

  /// The standard deviation along a dimension: the square root of the variance.
  ///
  /// PyTorch: `std(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to reduce; a negative one is counted from the last.
  ///   - keepDimension: whether it is kept, with size 1.
  public func std(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let x = saved
    let scale = 1 / Float(shape[shape.dimension(dimension, in: "std")] - 1)
    let result = reduced(dimension, keepDimension, "std") { Float($0.variance.squareRoot()) }
    let kept = result.restored(dimension, keepDimension)
    return result.withBackward(
      "StdBackward0",
      self, { $0.restored(dimension, keepDimension) * (x.values.distancesFromMean(dimension) / kept) * scale })
  }

  private func distancesFromMean(_ dimension: Int) -> Tensor { self - mean(dimension, keepDimension: true) }

  /// The maximum of all elements.
  ///
  /// PyTorch: `max()`.
  ///
  /// - Returns: no dimension, float32.
  public func max() -> Tensor {
    guard elementCount > 0 else { fatalError("max: a tensor of shape \(shape.sizes) has no elements") }
    let x = saved
    let result = detached.reshaped([elementCount]).alongRows(0, false, "max", kernels.max_columns)
    // Equal maxima share the gradient, as in PyTorch.
    return result.withBackward(
      "MaxBackward1",
      self,
      { gradient in
        let isMaximum = (x.values .== result).float()
        return isMaximum * (gradient / isMaximum.sum())
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
    let size = shape[shape.dimension(dimension, in: "max")]
    guard size > 0 else {
      fatalError("max: dimension \(dimension) of a tensor of shape \(shape.sizes) has no elements")
    }
    return alongLines(dimension, keepDimension, "max", kernels.max_columns, kernels.max_rows)
      .withBackward("MaxBackward0", self, maxDerivative(dimension, keepDimension))
  }

  /// The way back from the maxima along a dimension: to the first of equal ones.
  private func maxDerivative(_ dimension: Int, _ keepDimension: Bool) -> Derivative {
    let indices = detached.argmax(dimension, keepDimension: true)
    let size = shape[shape.dimension(dimension, in: "max")]
    let (shape, numbers) = (shape, Tensor.arange(0..<size).aligned(to: dimension, of: shape))
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
    let axis = shape.dimension(dimension, in: "argmax")
    guard shape[axis] > 0 else {
      fatalError("argmax: dimension \(dimension) of a tensor of shape \(shape.sizes) has no elements")
    }
    if shape.product(axis + 1..<shape.count) == 1 {
      return alongRows(axis, keepDimension, "argmax", kernels.argmax)
    }
    return reduced(dimension, keepDimension, "argmax") { line -> Int in
      var best = 0
      for index in 1..<Swift.max(1, line.count) {
        let isLarger = line[index] > line[best] || (line[index].isNaN && !line[best].isNaN)
        if isLarger { best = index }
      }
      return best
    }
  }

  // MARK: - Lines of elements

  /// The elements along one dimension.
  struct Line {
    let start: UnsafePointer<Float>
    let count: Int
    let step: Int

    subscript(index: Int) -> Float { start[index * step] }

    func reduce<Result>(_ initial: Result, _ next: (Result, Float) -> Result) -> Result {
      var result = initial
      for index in 0..<count { result = next(result, self[index]) }
      return result
    }

    var variance: Double {
      let mean = reduce(0.0) { $0 + Double($1) } / Double(count)
      let squares = reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      // NaN for no elements, as for one.
      return squares / Double(Swift.max(0, count - 1))
    }
  }

  /// Turns each line of elements along a dimension into one element; the result has no history.
  func reduced<Element: TensorElement>(
    _ number: Int, _ keepDimension: Bool, _ operation: StaticString, _ function: (Line) -> Element
  ) -> Tensor {
    requireFloat(in: operation)
    let dimension = shape.dimension(number, in: operation)
    let size = shape[dimension]
    let inner = shape.product(dimension + 1..<shape.count)
    return withElements(Float.self) { source in
      Tensor(reducedShape(dimension, keepDimension)) { (target: UnsafeMutableBufferPointer<Element>) in
        guard let base = source.baseAddress else { return }
        for i in target.indices {
          target[i] = function(Line(start: base + i / inner * inner * size + i % inner, count: size, step: inner))
        }
      }
    }
  }

  /// Reduces a tensor `[rows, columns]` to `[rows]`.
  private typealias ColumnsKernel<Element> = (
    UnsafePointer<Float>, UnsafeMutablePointer<Element>, _ rows: Int, _ columns: Int
  ) -> Void

  /// Reduces a tensor `[batch, rows, columns]` to `[batch, columns]`.
  private typealias RowsKernel = (
    UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ batch: Int, _ rows: Int, _ columns: Int
  ) -> Void

  /// Reduces a dimension with one of two kernels: lines that lie side by side are reduced row by row, as in PyTorch.
  private func alongLines(
    _ number: Int, _ keepDimension: Bool, _ operation: StaticString, _ columnsKernel: ColumnsKernel<Float>,
    _ rowsKernel: RowsKernel
  ) -> Tensor {
    requireFloat(in: operation)
    let dimension = shape.dimension(number, in: operation)
    let size = shape[dimension]
    let inner = shape.product(dimension + 1..<shape.count)
    if inner == 1 { return alongRows(dimension, keepDimension, operation, columnsKernel) }
    return .rowwise(
      reducedShape(dimension, keepDimension), rows: shape.product(0..<dimension), cost: Cost.elementwise,
      rows(of: shape.product(dimension..<shape.count))
    ) { rowsKernel($0, $1, $2.count, size, inner) }
  }

  /// Reduces a dimension whose lines are contiguous.
  private func alongRows<Element: TensorElement>(
    _ dimension: Int, _ keepDimension: Bool, _ operation: StaticString, _ kernel: ColumnsKernel<Element>
  ) -> Tensor {
    requireFloat(in: operation)
    let size = shape[dimension]
    return .rowwise(
      reducedShape(dimension, keepDimension), rows: shape.product(0..<dimension), cost: Cost.elementwise,
      rows(of: size)
    ) { kernel($0, $1, $2.count, size) }
  }

  /// The sum of all elements in double; of pieces of a fixed size, so that it does not depend on the number of threads.
  private func wholeSum(_ operation: StaticString) -> Double {
    requireFloat(in: operation)
    let size = 1 << 15
    return withElements(Float.self) { numbers in
      guard let start = numbers.baseAddress else { return 0 }
      if numbers.count <= size { return kernels.sum(start, numbers.count) }
      var sums = [Double](repeating: 0, count: (numbers.count + size - 1) / size)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sum = sums.baseAddress else { return }
        Threads.split(sums.count, cost: Cost.elementwise * size) { pieces in
          for piece in pieces {
            sum[piece] = kernels.sum(start + piece * size, Swift.min(size, numbers.count - piece * size))
          }
        }
      }
      return sums.reduce(0, +)
    }
  }

  private func reducedShape(_ dimension: Int, _ keepDimension: Bool) -> Shape {
    var shape = shape
    if keepDimension { shape[dimension] = 1 } else { shape.remove(at: dimension) }
    return shape
  }

  /// The result of a reduction with the dimension that was dropped.
  private func restored(_ dimension: Int, _ keepDimension: Bool) -> Tensor {
    keepDimension ? self : unsqueezed(dimension)
  }

  /// A tensor of one dimension, placed so that it is broadcast along the others of a shape.
  private func aligned(to dimension: Int, of shape: Shape) -> Tensor {
    let dimension = shape.dimension(dimension, in: "max")
    return reshaped(Shape(shape.indices.map { $0 == dimension ? elementCount : 1 }))
  }
}
