extension Tensor {
  /// The tensor with a number wherever a mask holds.
  ///
  /// PyTorch: `masked_fill`.
  ///
  /// - Parameters:
  ///   - mask: bool; its shape is broadcast to the tensor's.
  ///   - value: what stands there instead.
  /// - Returns: the shape of both together, float32.
  public func maskedFill(_ mask: Tensor, _ value: Float) -> Tensor {
    guard dtype == .float32, mask.dtype == .bool else {
      fatalError(
        "maskedFill: takes a tensor of torch.float32 and a mask of torch.bool, not \(dtype) and \(mask.dtype)")
    }
    let old = shape
    return filled(mask, value).recorded("MaskedFillBackward0", self, { $0.filled(mask, 0).summed(to: old) })
  }

  private func filled(_ mask: Tensor, _ value: Float) -> Tensor {
    let shape = Shape.broadcast(shape, mask.shape, in: "maskedFill")
    // A mask that lacks only leading dimensions is gone through again and again; any other is expanded.
    let fits =
      self.shape == shape
      && mask.shape.indices.allSatisfy { mask.shape[$0] == shape[$0 + shape.count - mask.shape.count] }
    let mask = fits ? mask : mask.expanded(to: shape)
    return expanded(to: shape).withElements(Float.self) { source in
      mask.withElements(Bool.self) { holds in
        Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let x = source.baseAddress, let m = holds.baseAddress, let y = target.baseAddress else { return }
          m.withMemoryRebound(to: UInt8.self, capacity: holds.count) {
            let (mask, period) = ($0, holds.count)
            Threads.split(period == 0 ? 0 : target.count / period, cost: 4 * period) { range in
              let first = range.lowerBound * period
              kernels.fill_where(x + first, mask, period, value, y + first, range.count * period)
            }
          }
        }
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
    return lowerTriangle().recorded("TrilBackward0", self, { $0.lowerTriangle() })
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
