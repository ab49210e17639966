// Functions of all elements, or of those along a dimension. They take float32; a negative dimension is counted from the last.
extension Tensor {
  /// The sum of all elements.
  ///
  /// PyTorch: `sum()`.
  ///
  /// - Returns: no dimension, float32.
  public func sum() -> Tensor {
    let shape = shape
    return reducedWhole("sum") { Float($0.reduce(0) { $0 + Double($1) }) }
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
    return lineSums(dimension, keepDimension, "sum")
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
    return reducedWhole("mean") { Float($0.reduce(0) { $0 + Double($1) } / Double($0.count)) }
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
    return (lineSums(dimension, keepDimension, "mean") / count)
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
    let result = reducedWhole("max") { $0.reduce(-.infinity, Self.larger) }
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
    let places = detached.argmax(dimension, keepDimension: true)
    let (shape, numbers) = (shape, Tensor.arange(0..<size).aligned(to: dimension, of: shape))
    return reduced(dimension, keepDimension, "max") { $0.reduce(-.infinity, Self.larger) }
      .recorded(
        "MaxBackward0",
        self, { $0.restored(dimension, keepDimension).expanded(to: shape) * (numbers .== places).float() })
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
    let size = shape[shape.dimension(dimension, in: "argmax")]
    guard size > 0 else {
      fatalError("argmax: dimension \(dimension) of a tensor of shape \(shape.sizes) has no elements")
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

  private static func larger(_ a: Float, _ b: Float) -> Float { b > a || b.isNaN ? b : a }

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

    /// The sum: in order where the elements lie apart, as PyTorch adds rows to rows; else with more digits.
    var sum: Float { step == 1 ? Float(reduce(0.0) { $0 + Double($1) }) : reduce(0) { $0 + $1 } }

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

  /// The sums of the lines of elements along a dimension, without a history.
  ///
  /// Where the lines lie side by side, rows are added to rows, as in PyTorch; else the sums have more digits on the way.
  private func lineSums(_ number: Int, _ keepDimension: Bool, _ operation: StaticString) -> Tensor {
    requireFloat(in: operation)
    let dimension = shape.dimension(number, in: operation)
    let size = shape[dimension]
    let outer = shape.product(0..<dimension)
    let inner = shape.product(dimension + 1..<shape.count)
    return detached.withElements(Float.self) { source in
      Tensor(reducedShape(dimension, keepDimension)) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let y = target.baseAddress else { return }
        if inner == 1 { kernels.sum_columns(x, y, outer, size) } else { kernels.sum_rows(x, y, outer, size, inner) }
      }
    }
  }

  private func reducedShape(_ dimension: Int, _ keepDimension: Bool) -> Shape {
    var shape = shape
    if keepDimension { shape[dimension] = 1 } else { shape.remove(at: dimension) }
    return shape
  }

  private func reducedWhole(_ operation: StaticString, _ function: (UnsafeBufferPointer<Float>) -> Float) -> Tensor {
    requireFloat(in: operation)
    return withElements(Float.self) { Tensor(function($0)) }
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
