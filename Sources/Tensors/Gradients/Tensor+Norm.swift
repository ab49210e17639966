extension Tensor {
  /// The sums of the squares of the elements of each tensor, which threads share.
  package static func sumsOfSquares(_ tensors: [Tensor]) -> [Double] {
    guard !tensors.isEmpty else { return [] }
    let mean = tensors.reduce(0) { $0 + $1.elementCount } / tensors.count
    return [Double](unsafeUninitializedCapacity: tensors.count) { sums, count in
      guard let sums = sums.baseAddress else { return }
      nonisolated(unsafe) let start = sums
      Threads.split(tensors.count, cost: Cost.elementwise * mean) { range in
        for index in range { start[index] = tensors[index].sumOfSquares }
      }
      count = tensors.count
    }
  }

  /// The sum of the squares of all elements, in the order of the shape, eight sums beside one another.
  private var sumOfSquares: Double {
    withElements(Float.self) { elements in
      var sums = SIMD8<Double>()
      let whole = elements.count & ~7
      for start in stride(from: 0, to: whole, by: 8) {
        let values = SIMD8<Double>(SIMD8<Float>(elements[start..<start + 8]))
        sums += values * values
      }
      return elements[whole...].reduce(sums.sum()) { $0 + Double($1) * Double($1) }
    }
  }
}
