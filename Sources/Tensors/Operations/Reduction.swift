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
    return Tensor(Float(wholeSum("sum", kernels.sum)))
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
    return sums(dimension, keepDimension, "sum")
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
    return Tensor(Float(wholeSum("mean", kernels.sum) / Double(elementCount)))
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
    return (sums(dimension, keepDimension, "mean") / count)
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

  /// The square root of the sum of the squares of all elements: the length of the vector that they are.
  ///
  /// PyTorch: `torch.linalg.vector_norm`, `norm()`.
  ///
  /// - Returns: no dimension, float32.
  public func norm() -> Tensor {
    let x = saved
    let length = Float(wholeSum("norm", kernels.sum_of_squares).squareRoot())
    // Of zeros, PyTorch takes 0 for the gradient.
    return Tensor(length)
      .withBackward("LinalgVectorNormBackward0", self, { x.values * (length == 0 ? 0 : $0.item() / length) })
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
  typealias ColumnsKernel<Element> = (
    UnsafePointer<Float>, UnsafeMutablePointer<Element>, _ rows: Int, _ columns: Int
  ) -> Void

  /// Reduces a tensor `[batch, rows, columns]` to `[batch, columns]`.
  typealias RowsKernel = (
    UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ batch: Int, _ rows: Int, _ columns: Int
  ) -> Void

  /// Reduces a dimension with one of two kernels: lines that lie side by side are reduced row by row, as in PyTorch.
  func alongLines(
    _ number: Int, _ keepDimension: Bool, _ operation: StaticString, _ columnsKernel: ColumnsKernel<Float>,
    _ rowsKernel: RowsKernel
  ) -> Tensor {
    requireFloat(in: operation)
    let dimension = shape.dimension(number, in: operation)
    let size = shape[dimension]
    let inner = shape.product(dimension + 1..<shape.count)
    if inner == 1 { return alongRows(dimension, keepDimension, operation, columnsKernel) }
    return .rowwise(
      reducedShape(dimension, keepDimension), rows: shape.product(0..<dimension), cost: Cost.reduction,
      rows(of: shape.product(dimension..<shape.count))
    ) { rowsKernel($0, $1, $2.count, size, inner) }
  }

  /// Reduces a dimension whose lines are contiguous.
  func alongRows<Element: TensorElement>(
    _ dimension: Int, _ keepDimension: Bool, _ operation: StaticString, _ kernel: ColumnsKernel<Element>
  ) -> Tensor {
    requireFloat(in: operation)
    let size = shape[dimension]
    return .rowwise(
      reducedShape(dimension, keepDimension), rows: shape.product(0..<dimension), cost: Cost.reduction,
      rows(of: size)
    ) { kernel($0, $1, $2.count, size) }
  }

  /// The sums along a dimension.
  private func sums(_ number: Int, _ keepDimension: Bool, _ operation: StaticString) -> Tensor {
    let dimension = shape.dimension(number, in: operation)
    let (rows, columns) = (shape[dimension], shape.product(dimension + 1..<shape.count))
    guard columns > 1, shape.product(0..<dimension) == 1 else {
      return alongLines(dimension, keepDimension, operation, kernels.sum_columns) {
        kernels.sum_rows($0, columns, $1, $2, $3, $4)
      }
    }
    requireFloat(in: operation)
    // A single table has no rows that threads could share: they share its columns.
    return withElements(Float.self) { source in
      Tensor(reducedShape(dimension, keepDimension)) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let out = target.baseAddress else { return }
        Threads.split(columns, by: 16, cost: Cost.reduction * rows) { part in
          kernels.sum_rows(x + part.lowerBound, columns, out + part.lowerBound, 1, rows, part.count)
        }
      }
    }
  }

  /// A sum over all elements in double; of pieces of a fixed size, so that it does not depend on the number of threads.
  private func wholeSum(_ operation: StaticString, _ kernel: (UnsafePointer<Float>, _ count: Int) -> Double) -> Double {
    requireFloat(in: operation)
    let size = 1 << 15
    return withElements(Float.self) { numbers in
      guard let start = numbers.baseAddress else { return 0 }
      if numbers.count <= size { return kernel(start, numbers.count) }
      var sums = [Double](repeating: 0, count: (numbers.count + size - 1) / size)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sum = sums.baseAddress else { return }
        Threads.split(sums.count, cost: Cost.reduction * size) { pieces in
          for piece in pieces {
            sum[piece] = kernel(start + piece * size, Swift.min(size, numbers.count - piece * size))
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
  func restored(_ dimension: Int, _ keepDimension: Bool) -> Tensor {
    keepDimension ? self : unsqueezed(dimension)
  }
}
