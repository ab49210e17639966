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
    let (x, y) = (detached, other.detached)
    let result = x.product(y)
    return result.recorded(
      result.shape.count == 2 ? "MmBackward0" : "UnsafeViewBackward0",
      (self, { $0.matmul(y.transposed(-2, -1)).summed(to: x.shape) }),
      (other, { x.transposed(-2, -1).product($0, summedTo: y.shape) }))
  }

  /// The product with the gradient of a result, in the shape of the factor it belongs to.
  ///
  /// Where one matrix served a whole batch, the rows of all matrices are one long sum: a single product.
  private func product(_ gradient: Tensor, summedTo shape: Shape) -> Tensor {
    guard shape.count == 2, self.shape.count > 2, self.shape.dropLast(2) == gradient.shape.dropLast(2) else {
      return product(gradient).summed(to: shape)
    }
    let rows = transposed(-2, -1).reshaped([-1, self.shape[-2]])
    return rows.transposed(0, 1).product(gradient.reshaped([-1, gradient.shape[-1]]))
  }

  private func product(_ other: Tensor) -> Tensor {
    guard shape.count >= 2, other.shape.count >= 2, shape[-1] == other.shape[-2] else {
      fatalError(
        "matmul: [rows, inner] × [inner, columns] is wanted, the shapes are \(shape.sizes) × \(other.shape.sizes)")
    }
    requireFloat(in: "matmul")
    other.requireFloat(in: "matmul")
    let (inner, columns) = (shape[-1], other.shape[-1])
    // One matrix for a whole batch on the right: the rows of all matrices are one long matrix.
    if shape.count > 2, other.shape.count == 2 {
      return reshaped([elementCount / Swift.max(1, inner), inner]).product(other).reshaped(
        Shape(shape.dropLast() + [columns]))
    }
    let rows = shape[-2]
    let batch = Shape.broadcast(Shape(shape.dropLast(2)), Shape(other.shape.dropLast(2)), in: "matmul")
    return expanded(to: Shape(batch + [rows, inner])).withElements(Float.self) { left in
      other.expanded(to: Shape(batch + [inner, columns])).withElements(Float.self) { right in
        Tensor(Shape(batch + [rows, columns])) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let a = left.baseAddress, let b = right.baseAddress, let c = target.baseAddress else { return }
          for i in 0..<batch.elementCount {
            ck_matmul(a + i * rows * inner, b + i * inner * columns, c + i * rows * columns, rows, inner, columns)
          }
        }
      }
    }
  }
}
