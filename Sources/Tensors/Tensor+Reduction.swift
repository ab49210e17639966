extension Tensor {
  /// The sum along a dimension, added up in order.
  ///
  /// PyTorch: `sum(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension that is summed over; a negative one is counted from the last.
  ///   - keepDimension: whether the dimension stays, with size 1, or is dropped.
  /// - Returns: float32.
  public func sum(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    reduced(dimension, keepDimension, "sum", "SumBackward1") { sum, _ in sum }
  }

  /// The mean along a dimension: the sum divided by the number of elements.
  ///
  /// PyTorch: `mean(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension that is averaged over; a negative one is counted from the last.
  ///   - keepDimension: whether the dimension stays, with size 1, or is dropped.
  /// - Returns: float32.
  public func mean(_ dimension: Int, keepDimension: Bool = false) -> Tensor {
    reduced(dimension, keepDimension, "mean", "MeanBackward1") { sum, count in sum / Float(count) }
  }

  private func reduced(
    _ number: Int, _ keepDimension: Bool, _ operation: StaticString, _ function: String, finish: (Float, Int) -> Float
  ) -> Tensor {
    guard dtype == .float32 else {
      fatalError("\(operation): takes a tensor of torch.float32, not \(dtype): use float()")
    }
    let dimension = shape.dimension(number, in: operation)
    let size = shape[dimension]
    let inner = shape[(dimension + 1)...].reduce(1, *)
    let sizes = shape.indices.compactMap { $0 != dimension ? shape[$0] : keepDimension ? 1 : nil }
    return withElements(Float.self) { source in
      Tensor(Shape(sizes), from: GradientFunction(function, of: [self])) {
        (target: UnsafeMutableBufferPointer<Float>) in
        for i in target.indices {
          let start = i / inner * inner * size + i % inner
          var sum: Float = 0
          for k in 0..<size { sum += source[start + k * inner] }
          target[i] = finish(sum, size)
        }
      }
    }
  }
}
