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
      .recorded("SumBackward0", self, { $0.expanded(to: shape) })
  }

  /// The sum along a dimension.
  ///
  /// PyTorch: `sum(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension that goes; a negative one is counted from the last.
  ///   - keepDimension: whether it stays, with size 1, or is dropped.
  public func sum(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let shape = shape
    return alongLines(dimension, keepDimension, "sum", kernels.sum_columns, kernels.sum_rows)
      .recorded("SumBackward1", self, { $0.restored(dimension, keepDimension).expanded(to: shape) })
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
      .recorded("MeanBackward0", self, { ($0 / count).expanded(to: shape) })
  }

  /// The mean along a dimension.
  ///
  /// PyTorch: `mean(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension that goes; a negative one is counted from the last.
  ///   - keepDimension: whether it stays, with size 1, or is dropped.
  public func mean(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let shape = shape
    let count = Float(shape[shape.dimension(dimension, in: "mean")])
    return (alongLines(dimension, keepDimension, "mean", kernels.sum_columns, kernels.sum_rows) / count)
      .recorded("MeanBackward1", self, { ($0.restored(dimension, keepDimension) / count).expanded(to: shape) })
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
  ///   - dimension: the dimension that goes; a negative one is counted from the last.
  ///   - keepDimension: whether it stays, with size 1, or is dropped.
  public func variance(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let x = detached
    let scale = 2 / Float(shape[shape.dimension(dimension, in: "variance")] - 1)
    return reduced(dimension, keepDimension, "variance") { Float($0.variance) }
      .recorded(
        "VarBackward0",
        self, { $0.restored(dimension, keepDimension) * (x - x.mean(dimension, keepDimension: true)) * scale })
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
  ///   - dimension: the dimension that goes; a negative one is counted from the last.
  ///   - keepDimension: whether it stays, with size 1, or is dropped.
  public func std(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let x = detached
    let scale = 1 / Float(shape[shape.dimension(dimension, in: "std")] - 1)
    let result = reduced(dimension, keepDimension, "std") { Float($0.variance.squareRoot()) }
    let kept = result.restored(dimension, keepDimension)
    return result.recorded(
      "StdBackward0",
      self, { $0.restored(dimension, keepDimension) * ((x - x.mean(dimension, keepDimension: true)) / kept) * scale })
  }

  /// The largest element.
  ///
  /// PyTorch: `max()`.
  ///
  /// - Returns: no dimension, float32.
  public func max() -> Tensor {
    guard elementCount > 0 else { fatalError("max: a tensor of shape \(shape.sizes) has no elements") }
    let x = detached
    let result = x.reshaped([elementCount]).alongRows(0, false, "max", kernels.largest_columns)
    // Several largest elements share the gradient, as in PyTorch.
    return result.recorded(
      "MaxBackward1",
      self,
      { gradient in
        let isLargest = (x .== result).float()
        return isLargest * (gradient / isLargest.sum())
      })
  }

  /// The largest elements along a dimension.
  ///
  /// PyTorch: `max(dim, keepdim).values`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension that goes; a negative one is counted from the last.
  ///   - keepDimension: whether it stays, with size 1, or is dropped.
  public func max(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let size = shape[shape.dimension(dimension, in: "max")]
    guard size > 0 else {
      fatalError("max: dimension \(dimension) of a tensor of shape \(shape.sizes) has no elements")
    }
    return alongLines(dimension, keepDimension, "max", kernels.largest_columns, kernels.largest_rows)
      .recorded("MaxBackward0", self, largestDerivative(dimension, keepDimension))
  }

  /// The way back from the largest elements along a dimension to the first of them.
  private func largestDerivative(_ dimension: Int, _ keepDimension: Bool) -> Derivative {
    let places = detached.argmax(dimension, keepDimension: true)
    let size = shape[shape.dimension(dimension, in: "max")]
    let (shape, numbers) = (shape, Tensor.arange(0..<size).aligned(to: dimension, of: shape))
    return { $0.restored(dimension, keepDimension).expanded(to: shape) * (numbers .== places).float() }
  }

  /// The index of the largest element along a dimension, the first one where several are.
  ///
  /// PyTorch: `argmax(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension that goes; a negative one is counted from the last.
  ///   - keepDimension: whether it stays, with size 1, or is dropped.
  /// - Returns: int64.
  public func argmax(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    let place = shape.dimension(dimension, in: "argmax")
    guard shape[place] > 0 else {
      fatalError("argmax: dimension \(dimension) of a tensor of shape \(shape.sizes) has no elements")
    }
    if shape.product(place + 1..<shape.count) == 1 {
      return alongRows(place, keepDimension, "argmax", kernels.argmax)
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
      return reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(count - 1)
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

  /// The same with a kernel for rows of so many columns, or for a batch of so many rows that meet one another, as in PyTorch, where
  /// the lines lie side by side.
  private func alongLines(
    _ number: Int, _ keepDimension: Bool, _ operation: StaticString, _ columns: RowKernel<Float>,
    _ rows: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ batch: Int, _ rows: Int, _ columns: Int) -> Void
  ) -> Tensor {
    requireFloat(in: operation)
    let dimension = shape.dimension(number, in: operation)
    let size = shape[dimension]
    let inner = shape.product(dimension + 1..<shape.count)
    if inner == 1 { return alongRows(dimension, keepDimension, operation, columns) }
    return detached.withElements(Float.self) { source in
      Tensor(reducedShape(dimension, keepDimension)) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let y = target.baseAddress, inner > 0 else { return }
        Threads.split(target.count / inner, cost: 4 * size * inner) { batch in
          rows(x + batch.lowerBound * size * inner, y + batch.lowerBound * inner, batch.count, size, inner)
        }
      }
    }
  }

  /// Makes one element of each of so many rows of so many columns.
  private typealias RowKernel<Element> = (
    UnsafePointer<Float>, UnsafeMutablePointer<Element>, _ rows: Int, _ columns: Int
  ) -> Void

  /// The same where the lines lie one after the other.
  private func alongRows<Element: TensorElement>(
    _ dimension: Int, _ keepDimension: Bool, _ operation: StaticString, _ kernel: RowKernel<Element>
  ) -> Tensor {
    requireFloat(in: operation)
    let size = shape[dimension]
    return detached.withElements(Float.self) { source in
      Tensor(reducedShape(dimension, keepDimension)) { (target: UnsafeMutableBufferPointer<Element>) in
        guard let x = source.baseAddress, let y = target.baseAddress else { return }
        Threads.split(target.count, cost: 4 * size) { rows in
          kernel(x + rows.lowerBound * size, y + rows.lowerBound, rows.count, size)
        }
      }
    }
  }

  /// The sum of all elements with more digits: of pieces of one size, so that it does not depend on the number of threads.
  private func wholeSum(_ operation: StaticString) -> Double {
    requireFloat(in: operation)
    let size = 1 << 15
    return withElements(Float.self) { numbers in
      guard let start = numbers.baseAddress else { return 0 }
      if numbers.count <= size { return kernels.sum(start, numbers.count) }
      var sums = [Double](repeating: 0, count: (numbers.count + size - 1) / size)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sum = sums.baseAddress else { return }
        Threads.split(sums.count, cost: 4 * size) { pieces in
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
