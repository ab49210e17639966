import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Generator {
  /// Draws an integer from a range: one draw, two from 2²⁸ numbers on.
  mutating func integer(in range: Range<Int>) -> Int {
    // Wraps around, as a range may have more numbers than Int holds.
    let count = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let draw = count < 1 << 28 ? UInt64(next32()) : next64()
    return range.lowerBound &+ Int(truncatingIfNeeded: draw % count)
  }

  /// Draws a float64 from [0, 1) in steps of 2⁻⁵³; two draws.
  mutating func uniformDouble() -> Double { Double(next64() & (1 << 53 - 1)) * 0x1p-53 }

  /// Draws a normal number; four draws for each second one (Box and Muller, in double).
  package mutating func normalDouble() -> Double {
    if let kept = nextNormal {
      nextNormal = nil
      return kept
    }
    let angle = 2 * Double.pi * uniformDouble()
    let radius = (-2 * Self.log1p(-uniformDouble())).squareRoot()
    nextNormal = radius * sin(angle)
    return radius * cos(angle)
  }
}

extension Generator {
  /// The natural logarithm of 1 + x, exact near 0.
  static func log1p(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log1p(x)
    #else
      Darwin.log1p(x)
    #endif
  }

  /// The natural logarithm.
  static func log(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log(x)
    #else
      Darwin.log(x)
    #endif
  }
}

extension Tensor {
  /// Numbers from the normal distribution with mean 0 and variance 1.
  ///
  /// PyTorch: `torch.randn`.
  ///
  /// From 16 elements on, one draw an element, and 16 more where their number is no multiple of 16; below that, four
  /// draws for every two elements.
  ///
  /// - Returns: the given shape, float32.
  public static func randn(_ shape: Shape, using generator: inout Generator) -> Tensor {
    Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
      let count = target.count
      guard count >= 16, let start = target.baseAddress else {
        for i in 0..<count { target[i] = Float(generator.normalDouble()) }
        return
      }
      generator.fillUniform(start, count)
      let normalFill = generator.build == .arm ? Self.systemNormalFill : { kernels.normal_fill($0, $1) }
      normalFill(start, count / 16 * 16)
      if count % 16 != 0 {
        generator.fillUniform(start + count - 16, 16)
        normalFill(start + count - 16, 16)
      }
    }
  }

  /// What `normal_fill` does, with the system's functions.
  private static func systemNormalFill(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
    for block in stride(from: 0, to: count, by: 16) {
      for index in block..<block + 8 {
        let logarithm = Float(Generator.log(Double(1 - values[index])))
        let radius = (-2 * logarithm).squareRoot()
        let angle = Double(Float(2 * Double.pi * Double(values[index + 8])))
        values[index] = radius * Float(cos(angle))
        values[index + 8] = radius * Float(sin(angle))
      }
    }
  }

  /// Integers from a range, all equally likely.
  ///
  /// PyTorch: `torch.randint`.
  ///
  /// One draw an element, two for a range of 2²⁸ numbers or more. Stops the program where the range is empty.
  ///
  /// - Returns: the given shape, int64.
  public static func randint(_ range: Range<Int>, _ shape: Shape, using generator: inout Generator) -> Tensor {
    guard !range.isEmpty else { fatalError("randint: the range \(range) holds no number") }
    return Tensor(shape) { (target: UnsafeMutableBufferPointer<Int>) in
      for i in target.indices { target[i] = generator.integer(in: range) }
    }
  }

  /// Numbers from a range, all equally likely.
  ///
  /// PyTorch: `torch.rand` for 0 to 1, `tensor.uniform_` for others.
  ///
  /// One draw an element. Stops the program where the width of the range is no finite number.
  ///
  /// - Returns: the given shape, float32.
  public static func uniform(_ range: Range<Float>, _ shape: Shape, using generator: inout Generator) -> Tensor {
    let width = range.upperBound - range.lowerBound
    guard width.isFinite else { fatalError("uniform: the width of the range \(range) is no finite float32") }
    return Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
      guard let start = target.baseAddress else { return }
      generator.fillUniform(start, target.count)
      if generator.build == .arm {
        for i in target.indices { target[i] = target[i] * width + range.lowerBound }
      } else {
        kernels.scale_shift(start, width, range.lowerBound, target.count)
      }
    }
  }
}
