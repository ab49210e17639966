import CKernels

extension Tensor {
  /// The matrix product, over all matrices of a batch.
  ///
  /// PyTorch: `torch.matmul`, `@`.
  ///
  /// Each sum runs in order with one rounding a step. Stops the program where the inner sizes differ.
  ///
  /// - Parameter other: shape `[…, inner, columns]`, float32; its batch dimensions are broadcast.
  /// - Returns: shape `[…, rows, columns]` for a tensor of shape `[…, rows, inner]`, float32.
  public func matmul(_ other: Tensor) -> Tensor {
    guard shape.count >= 2, other.shape.count >= 2, shape[-1] == other.shape[-2] else {
      fatalError(
        "matmul: [rows, inner] × [inner, columns] is wanted, the shapes are \(shape.sizes) × \(other.shape.sizes)")
    }
    guard dtype == .float32, other.dtype == .float32 else {
      fatalError("matmul: takes tensors of torch.float32, not \(dtype) and \(other.dtype): use float()")
    }
    let (rows, inner, columns) = (shape[-2], shape[-1], other.shape[-1])
    let batch = Shape.broadcast(Shape(shape.dropLast(2)), Shape(other.shape.dropLast(2)), in: "matmul")
    let function = GradientFunction(batch.isEmpty ? "MmBackward0" : "UnsafeViewBackward0", of: [self, other])
    return expanded(to: Shape(batch + [rows, inner])).withElements(Float.self) { left in
      other.expanded(to: Shape(batch + [inner, columns])).withElements(Float.self) { right in
        Tensor(Shape(batch + [rows, columns]), from: function) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let a = left.baseAddress, let b = right.baseAddress, let c = target.baseAddress else { return }
          for i in 0..<batch.elementCount {
            ck_matmul(a + i * rows * inner, b + i * inner * columns, c + i * rows * columns, rows, inner, columns)
          }
        }
      }
    }
  }
}
