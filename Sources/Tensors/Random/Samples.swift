import CKernels

extension Tensor {
  /// Numbers from the normal distribution with a given mean and standard deviation.
  ///
  /// PyTorch: `torch.normal(mean, std, size)`, `tensor.normal_(mean, std)`.
  ///
  /// As many draws as ``randn(_:using:)``. Stops the program where the standard deviation is negative.
  ///
  /// - Returns: the given shape, float32.
  public static func normal(
    mean: Double = 0, std: Double = 1, _ shape: Shape, using generator: inout Generator
  ) -> Tensor {
    guard std >= 0 else { fatalError("normal: the standard deviation \(std) is negative or no number") }
    guard shape.elementCount >= 16 else {
      return Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        for i in target.indices { target[i] = Float(generator.normalDouble() * std + mean) }
      }
    }
    let numbers = randn(shape, using: &generator)
    if generator.build == .arm {
      let (scale, shift) = (Float(std), Float(mean))
      return numbers.mapped { (x: Float) in x * scale + shift }
    }
    kernels.scale_shift(numbers.floats, Float(std), Float(mean), numbers.elementCount)
    return numbers
  }

  /// 1 or 0 for each element, 1 with the element as its probability.
  ///
  /// PyTorch: `torch.bernoulli`.
  ///
  /// One draw an element. Stops the program for a number that is not from 0 to 1.
  ///
  /// - Returns: the shape of the tensor, float32.
  public func bernoulli(using generator: inout Generator) -> Tensor {
    requireFloat(in: "bernoulli")
    let numbers = Tensor.empty(shape)
    generator.fillUniform(numbers.floats, elementCount)
    return broadcast(numbers, "bernoulli") { (probability: Float, number: Float) -> Float in
      guard (0...1).contains(probability) else {
        fatalError("bernoulli: \(probability) is no probability: it is not from 0 to 1")
      }
      return number < probability ? 1 : 0
    }
  }

  /// The integers from 0 to a number, without that, in an order in which each is equally likely at each place.
  ///
  /// PyTorch: `torch.randperm`.
  ///
  /// One draw for each integer but the last. Stops the program where the count is negative or at least 2³² / 20, where PyTorch's builds
  /// draw in different ways.
  ///
  /// - Returns: shape `[count]`, int64.
  public static func randperm(_ count: Int, using generator: inout Generator) -> Tensor {
    guard (0..<Int(UInt32.max) / 20).contains(count) else {
      fatalError("randperm: the count \(count) is not from 0 to \(Int(UInt32.max) / 20 - 1)")
    }
    return Tensor([count]) { (target: UnsafeMutableBufferPointer<Int>) in
      for i in target.indices { target[i] = i }
      for i in target.indices.dropLast() { target.swapAt(i, i + Int(generator.next32()) % (count - i)) }
    }
  }
}
