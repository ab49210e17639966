import CKernels

extension Tensor {
  /// One index for each row, drawn with the row's numbers as probabilities.
  ///
  /// PyTorch: `torch.multinomial(p, num_samples=1)`.
  ///
  /// Each number is divided by a draw from the exponential distribution, and the largest quotient wins. Draws: two an
  /// element, or one for all in the MKL builds.
  ///
  /// - Returns: shape `[B, 1]`, int64, for a tensor of shape `[B, V]`, float32; numbers that are not negative and not all 0.
  public func multinomial(using generator: inout Generator) -> Tensor {
    requireFloat(in: "multinomial")
    guard shape.count == 2, shape[1] > 0 else {
      fatalError("multinomial: takes a tensor of shape [B, V] with V of at least 1, not \(shape.sizes)")
    }
    let classes = shape[1]
    let draws = generator.exponentials(elementCount)
    return withElements(Float.self) { numbers in
      Tensor([shape[0], 1]) { (target: UnsafeMutableBufferPointer<Int>) in
        for row in target.indices {
          var best = 0
          var bestQuotient = -Float.infinity
          var sum: Float = 0
          for index in 0..<classes {
            let number = numbers[row * classes + index]
            guard number >= 0, number.isFinite else {
              fatalError("multinomial: \(number) in row \(row) is no probability")
            }
            sum += number
            let quotient = number / draws[row * classes + index]
            if quotient > bestQuotient { (best, bestQuotient) = (index, quotient) }
          }
          guard sum > 0 else { fatalError("multinomial: the probabilities of row \(row) are all 0") }
          target[row] = best
        }
      }
    }
  }
}

extension Generator {
  /// Draws numbers from the exponential distribution with mean 1.
  mutating func exponentials(_ count: Int) -> [Float] {
    switch build {
    case .x86, .arm:
      let draws = (0..<count).map { _ in next64() }
      return [Float](unsafeUninitializedCapacity: count) { target, filled in
        if let start = target.baseAddress { kernels.exponential(draws, start, count) }
        filled = count
      }
    case .mkl:
      // MCG31m1 (L'Ecuyer, 1999): the seed is the first output.
      let modulus: UInt64 = 0x7fff_ffff
      var state = UInt64(next32()) % modulus
      if state == 0 { state = 1 }
      return (0..<count).map { _ in
        let uniform = Float(Double(state) / Double(modulus))
        state = state * 1_132_489_760 % modulus
        return Float(-Self.log(Double(uniform))) + .leastNormalMagnitude
      }
    }
  }
}
