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
      self, adding: Self.leftDerivative(x, y), other, { x.values.transposed(-2, -1).product($0, as: y.layout) })
  }

  /// The way back to the left factor of a product.
  static func leftDerivative(_ x: SavedTensor, _ y: SavedTensor) -> AddingDerivative {
    { gradient, sum in
      let right = y.values.transposed(-2, -1)
      if sum?.addProduct(gradient, right) == true { return }
      sum.add(gradient.product(right, like: x.layout).summed(to: x.shape))
    }
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
  func product(_ gradient: Tensor, as factor: Layout) -> Tensor {
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
    guard isTransposed else { return product(other, in: factor) }
    let last = factor.shape.count - 1
    return other.transposed(-2, -1).product(transposed(-2, -1), in: factor.transposed(last - 1, last))
      .transposed(-2, -1)
  }

  private func product(_ other: Tensor, in layout: Layout) -> Tensor {
    guard other.shape.count > 2, shape.count > 2 else { return product(other) }
    return BatchedProduct(self, other).dense(like: layout).result(adding: nil)
  }

  /// The product without a history, with a row added to each of its rows.
  func product(_ other: Tensor, adding bias: Tensor? = nil) -> Tensor {
    // One matrix for a whole batch on the right: the rows of all matrices are one long matrix.
    if shape.count > 2, other.shape.count == 2 {
      var result = shape
      result[result.count - 1] = other.shape[-1]
      return reshaped([shape.rowCount, shape[-1]]).product(other, adding: bias).reshaped(result)
    }
    // A column is a row in memory, too: as a row it fills the vectors.
    if other.shape[-1] == 1, shape[-2] > 1, bias == nil {
      let row = BatchedProduct(other.detached.transposed(-2, -1), detached.transposed(-2, -1)).result(adding: nil)
      return Tensor(row.storage, Layout(contiguous: row.transposed(-2, -1).shape))
    }
    return BatchedProduct(self, other).result(adding: bias)
  }

  /// Adds a product to this tensor in its memory, if nothing else refers to that and the loop can do it; false otherwise.
  private mutating func addProduct(_ left: Tensor, _ right: Tensor) -> Bool {
    guard left.shape[-1] <= BatchedProduct.mostInnerAdded, isUnshared else { return false }
    let rows = left.shape.count > 2 && right.shape.count == 2
    let product = BatchedProduct(rows ? left.reshaped([left.shape.rowCount, left.shape[-1]]) : left, right)
    guard product.shape.elementCount == elementCount else { return false }
    product.add(to: floats)
    return true
  }
}
