import CKernels

extension Tensor {
  /// The matrix product, over all matrices of a batch.
  ///
  /// PyTorch: `torch.matmul`, `@`.
  ///
  /// A tensor of one dimension is a row on the left and a column on the right, and that dimension is dropped from the result: two of them
  /// give a number. Each sum runs in order with one rounding a step. Stops the program where the inner sizes differ.
  ///
  /// - Parameter other: shape `[…, inner, columns]` or `[inner]`, float32; its batch dimensions are broadcast.
  /// - Returns: shape `[…, rows, columns]` for a tensor of shape `[…, rows, inner]`, float32.
  public func matmul(_ other: Tensor) -> Tensor {
    guard shape.count > 1, other.shape.count > 1 else { return vectorProduct(other) }
    guard shape[-1] == other.shape[-2] else { misfit(other) }
    requireFloat(in: "matmul")
    other.requireFloat(in: "matmul")
    let (x, y) = (saved, other.saved)
    let result = x.values.product(y.values)
    return result.withBackward(
      result.shape.count == 2 ? "MmBackward0" : "UnsafeViewBackward0",
      self, { $0.product(y.values.transposed(-2, -1)).summed(to: x.shape) },
      other, { x.values.transposed(-2, -1).product($0, as: y.layout) })
  }

  /// The product of two tensors of which at least one is a vector.
  private func vectorProduct(_ other: Tensor) -> Tensor {
    guard let inner = shape.last, !other.shape.isEmpty, inner == other.shape[other.shape.count == 1 ? 0 : -2] else {
      misfit(other)
    }
    requireFloat(in: "matmul")
    other.requireFloat(in: "matmul")
    let (leftShape, rightShape) = (shape, other.shape)
    let x = (leftShape.count == 1 ? detached.unsqueezed(0) : self).saved
    let y = (rightShape.count == 1 ? other.detached.unsqueezed(1) : other).saved
    let matrices = x.values.product(y.values)
    let whole = matrices.shape
    var shape = whole
    if rightShape.count == 1 { shape.remove(at: shape.count - 1) }
    if leftShape.count == 1 { shape.remove(at: shape.count - (rightShape.count == 1 ? 1 : 2)) }
    let name =
      switch (leftShape.count, rightShape.count) {
      case (1, 1): "DotBackward0"
      case (2, 1): "MvBackward0"
      case (1, 2): "SqueezeBackward4"
      default: "UnsafeViewBackward0"
      }
    return matrices.reshaped(shape).withBackward(
      name,
      self, { $0.reshaped(whole).product(y.values.transposed(-2, -1)).summed(to: x.shape).reshaped(leftShape) },
      other, { x.values.transposed(-2, -1).product($0.reshaped(whole), as: y.layout).reshaped(rightShape) })
  }

  private func misfit(_ other: Tensor) -> Never {
    fatalError(
      "matmul: [rows, inner] × [inner, columns] is wanted, the shapes are \(shape.sizes) × \(other.shape.sizes)")
  }

  /// The product with the gradient of a result: the gradient of the factor it belongs to, in that factor's shape.
  ///
  /// If one matrix served a whole batch, the rows of all matrices are summed in a single product.
  private func product(_ gradient: Tensor, as factor: Layout) -> Tensor {
    guard factor.shape.count == 2, shape.count > 2, shape.dropLast(2) == gradient.shape.dropLast(2) else {
      return product(gradient, like: factor).summed(to: factor.shape)
    }
    let rows = gradient.shape.rowCount
    let columns = transposed(-2, -1).reshaped([rows, shape[-2]]).transposed(0, 1)
    return columns.product(gradient.reshaped([rows, gradient.shape[-1]]), like: factor)
  }

  /// The product, with its elements in memory in the order of a layout's.
  ///
  /// If that is transposed, as a layer's weights are, so is the product. Its sums are the same.
  private func product(_ other: Tensor, like factor: Layout) -> Tensor {
    let isTransposed = factor.strides[-2] == 1 && factor.strides[-1] != 1
    return isTransposed
      ? other.transposed(-2, -1).product(transposed(-2, -1)).transposed(-2, -1) : product(other)
  }

  private func product(_ other: Tensor) -> Tensor {
    // One matrix for a whole batch on the right: the rows of all matrices are one long matrix.
    if shape.count > 2, other.shape.count == 2 {
      var result = shape
      result[result.count - 1] = other.shape[-1]
      return reshaped([shape.rowCount, shape[-1]]).product(other).reshaped(result)
    }
    var batch = Shape.broadcast(layout.matrices.shape, other.layout.matrices.shape, in: "matmul")
    let (left, right) = (layout.matrices.expanded(to: batch), other.layout.matrices.expanded(to: batch))
    batch.append(shape[-2])
    batch.append(other.shape[-1])
    return MatrixProduct(self, left, other, right).result(batch)
  }
}

/// The products of the matrices of two batches, with any strides.
private struct MatrixProduct {
  let rows: Int
  let inner: Int
  let columns: Int
  private let left: Tensor
  private let right: Tensor
  private let leftMatrices: Layout
  private let rightMatrices: Layout

  init(_ left: Tensor, _ leftMatrices: Layout, _ right: Tensor, _ rightMatrices: Layout) {
    (rows, inner, columns) = (left.shape[-2], left.shape[-1], right.shape[-1])
    (self.left, self.right) = (left, right)
    (self.leftMatrices, self.rightMatrices) = (leftMatrices, rightMatrices)
  }

  func result(_ shape: Shape) -> Tensor {
    left.storage.withElements(Float.self) { x in
      right.storage.withElements(Float.self) { y in
        Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let x = x.baseAddress, let y = y.baseAddress, let out = target.baseAddress, target.count > 0 else {
            return
          }
          multiply(Operands(left: x, right: y, out: out))
        }
      }
    }
  }

  /// Where the elements of a product begin.
  private struct Operands: @unchecked Sendable {
    var left: UnsafePointer<Float>
    var right: UnsafePointer<Float>
    var out: UnsafeMutablePointer<Float>

    init(left: UnsafeMutablePointer<Float>, right: UnsafeMutablePointer<Float>, out: UnsafeMutablePointer<Float>) {
      (self.left, self.right, self.out) = (UnsafePointer(left), UnsafePointer(right), out)
    }
  }

  /// Large products are split by rows, which changes no sum.
  private func multiply(_ operands: Operands) {
    let (row, inner, columns) = (left.layout.strides[-2], self.inner, self.columns)
    let (leftInner, rightInner, rightColumn) = (
      left.layout.strides[-1], right.layout.strides[-2], right.layout.strides[-1]
    )
    let rows = rows
    Threads.split(leftMatrices.shape.elementCount * rows, cost: Cost.multiplyAdd * inner * columns) { range in
      var next = range.lowerBound
      while next < range.upperBound {
        let (matrix, first) = (next / rows, next % rows)
        let count = Swift.min(rows - first, range.upperBound - next)
        kernels.matmul(
          operands.left + leftMatrices.offset(ofElement: matrix) + first * row, row, leftInner,
          operands.right + rightMatrices.offset(ofElement: matrix), rightInner, rightColumn,
          operands.out + next * columns, count, inner, columns)
        next += count
      }
    }
  }
}

extension Layout {
  /// The storage offset of an element, from its index in the order of the shape.
  fileprivate func offset(ofElement index: Int) -> Int {
    var (offset, rest) = (offset, index)
    for dimension in stride(from: shape.count - 1, through: 0, by: -1) {
      offset += rest % shape[dimension] * strides[dimension]
      rest /= shape[dimension]
    }
    return offset
  }
}
