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
      self, { $0.product(y.transposed(-2, -1)).summed(to: x.shape) },
      other, { x.transposed(-2, -1).product($0, as: y) })
  }

  /// The product with the gradient of a result: the gradient of the factor it belongs to, in that factor's shape.
  ///
  /// Where one matrix served a whole batch, the rows of all matrices are one long sum: a single product.
  private func product(_ gradient: Tensor, as factor: Tensor) -> Tensor {
    guard factor.shape.count == 2, shape.count > 2, shape.dropLast(2) == gradient.shape.dropLast(2) else {
      return product(gradient, like: factor).summed(to: factor.shape)
    }
    let rows = transposed(-2, -1).reshaped([-1, self.shape[-2]])
    return rows.transposed(0, 1).product(gradient.reshaped([-1, gradient.shape[-1]]), like: factor)
  }

  /// The product with its elements in the order in which another tensor's lie.
  ///
  /// Where that is transposed, as the weights of a layer are, so is the product. Its sums are the same.
  private func product(_ other: Tensor, like factor: Tensor) -> Tensor {
    let isTransposed = factor.layout.strides[-2] == 1 && factor.layout.strides[-1] != 1
    return isTransposed
      ? other.transposed(-2, -1).product(transposed(-2, -1)).transposed(-2, -1) : product(other)
  }

  private func product(_ other: Tensor) -> Tensor {
    guard shape.count >= 2, other.shape.count >= 2, shape[-1] == other.shape[-2] else {
      fatalError(
        "matmul: [rows, inner] × [inner, columns] is wanted, the shapes are \(shape.sizes) × \(other.shape.sizes)")
    }
    requireFloat(in: "matmul")
    other.requireFloat(in: "matmul")
    // One matrix for a whole batch on the right: the rows of all matrices are one long matrix.
    if shape.count > 2, other.shape.count == 2 {
      let result = reshaped([elementCount / Swift.max(1, shape[-1]), shape[-1]]).product(other)
      var whole = shape
      whole[whole.count - 1] = other.shape[-1]
      return result.reshaped(whole)
    }
    var batch = Shape.broadcast(layout.matrices.shape, other.layout.matrices.shape, in: "matmul")
    let (left, right) = (layout.matrices.expanded(to: batch), other.layout.matrices.expanded(to: batch))
    batch.append(shape[-2])
    batch.append(other.shape[-1])
    return MatrixProduct(self, left, other, right).result(batch)
  }
}

/// The products of the matrices of two batches, wherever their elements lie.
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
    Threads.split(leftMatrices.shape.elementCount * rows, cost: 2 * inner * columns) { range in
      var next = range.lowerBound
      while next < range.upperBound {
        let (matrix, first) = (next / rows, next % rows)
        let count = Swift.min(rows - first, range.upperBound - next)
        kernels.matmul(
          operands.left + leftMatrices.place(of: matrix) + first * row, row, leftInner,
          operands.right + rightMatrices.place(of: matrix),
          rightInner,
          rightColumn, operands.out + next * columns, count, inner, columns)
        next += count
      }
    }
  }
}

extension Layout {
  /// Where the element lies that has a number in the order of the shape.
  fileprivate func place(of number: Int) -> Int {
    var (place, rest) = (offset, number)
    for index in stride(from: shape.count - 1, through: 0, by: -1) {
      place += rest % shape[index] * strides[index]
      rest /= shape[index]
    }
    return place
  }
}
