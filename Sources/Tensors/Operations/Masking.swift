import CKernels

extension Tensor {
  /// The tensor with a number where a mask is true.
  ///
  /// PyTorch: `masked_fill`.
  ///
  /// - Parameters:
  ///   - mask: bool; its shape is broadcast to the tensor's.
  ///   - value: the number there.
  /// - Returns: the shape of both together, float32.
  public func maskedFill(_ mask: Tensor, _ value: Float) -> Tensor {
    guard dtype == .float32, mask.dtype == .bool else {
      fatalError(
        "maskedFill: takes a tensor of torch.float32 and a mask of torch.bool, not \(dtype) and \(mask.dtype)")
    }
    let old = shape
    return filled(mask, value).withBackward("MaskedFillBackward0", self, { $0.filled(mask, 0).summed(to: old) })
  }

  private func filled(_ mask: Tensor, _ value: Float) -> Tensor {
    let shape = Shape.broadcast(shape, mask.shape, in: "maskedFill")
    // A mask that lacks only leading dimensions serves each slice of the others; any other is expanded.
    let leading = shape.count - mask.shape.count
    let fits = self.shape == shape && mask.shape.indices.allSatisfy { mask.shape[$0] == shape[$0 + leading] }
    let mask = fits ? mask : mask.expanded(to: shape)
    let period = mask.elementCount
    let x: Tensor = expanded(to: shape)
    return .rowwise(
      shape, rows: fits ? shape.product(0..<leading) : 1, cost: Cost.elementwise, x.rows(of: period), mask.whole()
    ) { (x, mask: UnsafePointer<Bool>, out, rows) in
      mask.withMemoryRebound(to: UInt8.self, capacity: period) {
        kernels.masked_fill(x, $0, period, value, out, rows.count * period)
      }
    }
  }

  /// The elements below the main diagonal and on it; zeros above.
  ///
  /// PyTorch: `torch.tril`.
  ///
  /// - Returns: the shape of the tensor, `[…, rows, columns]`, float32.
  public func tril() -> Tensor {
    requireFloat(in: "tril")
    guard shape.count >= 2 else { fatalError("tril: a tensor of shape \(shape.sizes) has no rows and columns") }
    return lowerTriangle().withBackward("TrilBackward0", self, { $0.lowerTriangle() })
  }

  private func lowerTriangle() -> Tensor {
    let (rows, columns) = (shape[-2], shape[-1])
    return withElements(Float.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        for i in target.indices { target[i] = i % columns <= i / columns % rows ? source[i] : 0 }
      }
    }
  }
}
