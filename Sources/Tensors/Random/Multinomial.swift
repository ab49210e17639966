import CKernels

extension Tensor {
  /// Indices for each row, drawn with the row's numbers as probabilities.
  ///
  /// PyTorch: `torch.multinomial(p, num_samples, replacement)`.
  ///
  /// Without replacement, and for one index: each number is divided by a draw from the exponential distribution, and the largest quotients
  /// win. Draws: two an element, in the order in which the elements lie in memory, or one for all in the MKL builds. With replacement, each
  /// index is where a number from [0, 1) falls among the sums of the shares: two draws an index.
  ///
  /// Stops the program for numbers that are negative or not finite, and for a row with too few that are not 0.
  ///
  /// - Parameters:
  ///   - count: how many indices for each row.
  ///   - replacement: whether an index may come more than once.
  ///   - generator: where they are drawn from.
  /// - Returns: shape `[B, count]`, int64, for a tensor of shape `[B, V]`, float32; `[count]` for one row of shape `[V]`.
  public func multinomial(
    _ count: Int = 1, replacement: Bool = false, using generator: inout Generator
  ) -> Tensor {
    requireFloat(in: "multinomial")
    guard (1...2).contains(shape.count), shape[-1] > 0 else {
      fatalError("multinomial: takes a tensor of shape [B, V] or [V] with V of at least 1, not \(shape.sizes)")
    }
    guard count > 0 else { fatalError("multinomial: the count \(count) is not at least 1") }
    let classes = shape[-1]
    guard replacement || count <= classes else {
      fatalError("multinomial: \(count) different indices cannot be drawn from rows of shape \(shape.sizes)")
    }
    let drawn =
      count == 1
      ? drawnOnce(using: &generator)
      : replacement ? drawnFromSums(count, using: &generator) : drawnFromQuotients(count, using: &generator)
    return shape.count == 1 ? drawn.reshaped([count]) : drawn
  }

  /// The place of the largest quotient of each row, in one pass: shape `[rows, 1]`.
  private func drawnOnce(using generator: inout Generator) -> Tensor {
    let classes = shape[-1]
    let draws = exponentials(using: &generator)
    return withElements(Float.self) { numbers in
      Tensor([shape.rowCount, 1]) { (target: UnsafeMutableBufferPointer<Int>) in
        for row in target.indices {
          var best = 0
          var bestQuotient = -Float.infinity
          var sum: Float = 0
          for index in 0..<classes {
            let number = numbers[row * classes + index]
            Self.requireProbability(number, row)
            sum += number
            let quotient = number / draws[row * classes + index]
            if quotient > bestQuotient { (best, bestQuotient) = (index, quotient) }
          }
          Self.requirePositive(sum, row)
          target[row] = best
        }
      }
    }
  }

  /// The places of the largest quotients of each row, the largest first: shape `[rows, count]`.
  private func drawnFromQuotients(_ count: Int, using generator: inout Generator) -> Tensor {
    let classes = shape[-1]
    withElements(Float.self) { numbers in
      for row in 0..<shape.rowCount {
        var positives = 0
        for number in numbers[row * classes..<(row + 1) * classes] {
          Self.requireProbability(number, row)
          if number > 0 { positives += 1 }
        }
        // PyTorch takes some of the others, in an order that it does not define.
        guard positives >= count else {
          fatalError("multinomial: \(count) indices are wanted, but row \(row) has only \(positives) numbers above 0")
        }
      }
    }
    let draws = Tensor(exponentials(using: &generator), shape: shape)
    return (detached / draws).reshaped([shape.rowCount, classes]).topk(count).indices
  }

  /// A number from the exponential distribution for each element, in the order of the shape.
  private func exponentials(using generator: inout Generator) -> [Float] {
    let draws = generator.exponentials(elementCount)
    // The MKL builds draw in the order of the shape, the others in that of the memory.
    if layout.isContiguous || generator.build == .mkl { return draws }
    return Tensor(Tensor(draws).storage, layout.dense).scalars()
  }

  private static func requireProbability(_ number: Float, _ row: Int) {
    guard number >= 0, number.isFinite else { fatalError("multinomial: \(number) in row \(row) is no probability") }
  }

  private static func requirePositive(_ sum: Float, _ row: Int) {
    guard sum > 0 else { fatalError("multinomial: the probabilities of row \(row) are all 0") }
  }

  /// Where numbers from [0, 1) fall among the running sums of the shares of each row: shape `[rows, count]`.
  private func drawnFromSums(_ count: Int, using generator: inout Generator) -> Tensor {
    let classes = shape[-1]
    return withElements(Float.self) { numbers in
      Tensor([shape.rowCount, count]) { (target: UnsafeMutableBufferPointer<Int>) in
        for row in 0..<shape.rowCount {
          var sum: Float = 0
          var sums = numbers[row * classes..<(row + 1) * classes].map { number in
            Self.requireProbability(number, row)
            sum += number
            return sum
          }
          Self.requirePositive(sum, row)
          for index in sums.indices { sums[index] /= sum }
          sums[classes - 1] = 1
          for i in row * count..<(row + 1) * count { target[i] = Self.place(of: generator.uniformDouble(), in: sums) }
        }
      }
    }
  }

  /// The first index whose sum is not smaller than a number.
  private static func place(of number: Double, in sums: [Float]) -> Int {
    var (low, high) = (0, sums.count)
    while low < high {
      let middle = (low + high) / 2
      if Double(sums[middle]) < number { low = middle + 1 } else { high = middle }
    }
    return low
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
