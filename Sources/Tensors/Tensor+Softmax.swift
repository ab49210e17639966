import CKernels

extension Tensor {
  /// Positive numbers that sum to 1 along a dimension, in the proportions of the exponentials.
  ///
  /// PyTorch: `F.softmax`.
  ///
  /// The largest number is taken off first, so that no exponential overflows; −∞ becomes 0.
  ///
  /// - Parameter dimension: the dimension that sums to 1; a negative one is counted from the last.
  /// - Returns: the shape of the tensor, float32.
  public func softmax(_ dimension: Int) -> Tensor {
    guard dtype == .float32 else { fatalError("softmax: takes a tensor of torch.float32, not \(dtype): use float()") }
    let dimension = shape.dimension(dimension, in: "softmax")
    let function = GradientFunction("SoftmaxBackward0", of: [self])
    let size = shape[dimension]
    return withElements(Float.self) { source in
      Tensor(shape, from: function) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let y = target.baseAddress, size > 0 else { return }
        if dimension == shape.count - 1 {
          ck_softmax(x, y, target.count / size, size)
        } else {
          softmaxAcross(x, y, size: size, inner: shape[(dimension + 1)...].reduce(1, *))
        }
      }
    }
  }

  /// Softmax along a dimension that is not the last: here PyTorch divides by the sum, which it adds up in order.
  private func softmaxAcross(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, size: Int, inner: Int) {
    for line in 0..<elementCount / size {
      let start = line / inner * inner * size + line % inner
      let places = stride(from: start, to: start + size * inner, by: inner)
      let largest = places.reduce(-Float.infinity) { x[$1] > $0 || x[$1].isNaN ? x[$1] : $0 }
      for place in places { y[place] = x[place] - largest }
      for place in places { ck_exp(y + place, y + place, 1) }
      let sum = places.reduce(Float(0)) { $0 + y[$1] }
      for place in places { y[place] /= sum }
    }
  }

  /// The tensor with a number wherever a mask holds.
  ///
  /// PyTorch: `masked_fill`.
  ///
  /// - Parameters:
  ///   - mask: bool; its shape is broadcast to the tensor's.
  ///   - value: what stands there instead.
  /// - Returns: the shape of the tensor, float32.
  public func maskedFill(_ mask: Tensor, _ value: Float) -> Tensor {
    guard dtype == .float32, mask.dtype == .bool else {
      fatalError("maskedFill: takes a tensor of torch.float32 and a mask of torch.bool, not \(dtype) and \(mask.dtype)")
    }
    let shape = Shape.broadcast(shape, mask.shape, in: "maskedFill")
    let function = GradientFunction("MaskedFillBackward0", of: [self])
    return expanded(to: shape).withElements(Float.self) { source in
      mask.expanded(to: shape).withElements(Bool.self) { holds in
        Tensor(shape, from: function) { (target: UnsafeMutableBufferPointer<Float>) in
          for i in target.indices { target[i] = holds[i] ? value : source[i] }
        }
      }
    }
  }
}
