import CKernels

extension Tensor {
  /// Slices of the first dimension, by their indices, or the elements where a mask is true.
  ///
  /// PyTorch: `tensor[indices]`, `tensor[mask]`.
  ///
  /// The gradients of equal slices are added up in the order of the indices. Stops the program if an index is out of range, or if the sizes
  /// of a mask are not the first sizes of the tensor.
  ///
  /// - Parameter indices: any shape, int64, negative ones are counted from the end; or a mask, bool.
  /// - Returns: the shape of the indices, followed by that of a slice. For a mask of the tensor's shape, one dimension; a mask of fewer
  ///   dimensions selects slices.
  public subscript(indices: Tensor) -> Tensor {
    if indices.dtype == .bool { return selected(indices) }
    guard let count = shape.first, indices.dtype == .int64 else {
      fatalError(
        "subscript: takes indices of torch.int64 for a tensor with dimensions, not \(indices.dtype) for \(shape.sizes)")
    }
    let counted = indices.countedFromStart(of: count) ?? indices
    guard counted.areIndices(of: count) else {
      let wrong = indices.scalars(as: Int.self).first { $0 < -count || $0 >= count } ?? 0
      fatalError("subscript: index \(wrong) is out of range for dimension 0 of a tensor of shape \(shape.sizes)")
    }
    if counted.shape.isEmpty { return self[counted.item(as: Int.self)] }
    return slices(counted).withBackward("IndexBackward0", self, slicesDerivative(counted.detached))
  }

  /// The slices where a mask of the first dimensions is true.
  private func selected(_ mask: Tensor) -> Tensor {
    let rank = mask.shape.count
    guard rank <= shape.count, mask.shape.elementsEqual(shape.prefix(rank)) else {
      fatalError(
        "subscript: a mask of shape \(mask.shape.sizes) does not fit a tensor of shape \(shape.sizes), whose first sizes it must have"
      )
    }
    let indices = mask.indicesOfTrue()
    // The dimensions of the mask become one.
    let source = detached.reshaped(Shape([shape.product(0..<rank)] + shape.dropFirst(rank)))
    let derivative = source.slicesDerivative(indices)
    let whole = shape
    return source.slices(indices).withBackward("IndexBackward0", self, { derivative($0).reshaped(whole) })
  }

  /// Where a mask is true: the indices of its elements in the order of the shape, in one dimension.
  private func indicesOfTrue() -> Tensor {
    let (count, end) = withElements(Bool.self) { mask in
      (mask.reduce(0) { $0 + ($1 ? 1 : 0) }, mask.lastIndex(of: true).map { $0 + 1 } ?? 0)
    }
    return .rowwise([count], rows: 1, cost: Cost.elementwise, whole()) {
      (mask: UnsafePointer<Bool>, out: UnsafeMutablePointer<Int>, _) in
      var next = 0
      // Each index is written, and the next one over it if the mask is false there: no processor could guess a branch.
      for index in 0..<end {
        out[next] = index
        next += mask[index] ? 1 : 0
      }
    }
  }

  /// Rows of a table, by their indices.
  ///
  /// PyTorch: `F.embedding`.
  ///
  /// The gradients of equal rows are added up in the order of the indices. Stops the program if an index is out of range.
  ///
  /// - Parameter indices: any shape, int64, from 0 to rows − 1.
  /// - Returns: the shape of the indices, followed by `[columns]`, for a table of shape `[rows, columns]`, float32.
  public func embedding(_ indices: Tensor) -> Tensor {
    requireFloat(in: "embedding")
    guard shape.count == 2, indices.dtype == .int64 else {
      fatalError(
        "embedding: takes a table of shape [rows, columns] and indices of torch.int64, not \(shape.sizes) and \(indices.dtype)"
      )
    }
    guard indices.areIndices(of: shape[0]) else {
      let wrong = indices.scalars(as: Int.self).first { $0 < 0 || $0 >= shape[0] } ?? 0
      fatalError("embedding: the index \(wrong) is out of range for a table of \(shape[0]) rows")
    }
    return slices(indices).withBackward("EmbeddingBackward0", self, slicesDerivative(indices.detached))
  }

  /// Whether all elements, int64, are at least 0 and less than a count.
  func areIndices(of count: Int) -> Bool {
    withElements(Int.self) { numbers in
      // The sign bit is set for a number below 0, and for the distance from the last index to one that is too large.
      var signs = 0
      for number in numbers { signs |= number | (count - 1 &- number) }
      return signs >= 0
    }
  }

  /// These indices, with negative ones counted from the end; nil if none is negative.
  private func countedFromStart(of count: Int) -> Tensor? {
    let isAnyNegative = withElements(Int.self) { $0.reduce(0, |) < 0 }
    return isAnyNegative ? mapped { (number: Int) in number < 0 ? number &+ count : number } : nil
  }

  /// Slices of the first dimension, by indices in range; the result has no history.
  private func slices(_ indices: Tensor) -> Tensor {
    switch dtype {
    case .float32: slices(indices, of: Float.self, kernels.gather)
    case .int64: slices(indices, of: Int.self, Self.gather)
    case .bool: slices(indices, of: Bool.self, Self.gather)
    }
  }

  /// Copies slices of `size` elements: to[i] = from[indices[i]].
  private typealias Gather<Element> = (
    UnsafePointer<Element>, UnsafePointer<Int>, UnsafeMutablePointer<Element>, _ count: Int, _ size: Int
  ) -> Void

  private static func gather<Element: TensorElement>(
    _ from: UnsafePointer<Element>, _ indices: UnsafePointer<Int>, _ to: UnsafeMutablePointer<Element>, _ count: Int,
    _ size: Int
  ) {
    if size == 1 {
      for i in 0..<count { to[i] = from[indices[i]] }
    } else {
      for i in 0..<count { (to + i * size).update(from: from + indices[i] * size, count: size) }
    }
  }

  private func slices<Element: TensorElement>(
    _ indices: Tensor, of: Element.Type, _ gather: Gather<Element>
  ) -> Tensor {
    let size = shape.product(1..<shape.count)
    return .rowwise(
      indices.shape.followed(by: shape), rows: indices.elementCount, cost: Cost.elementwise, whole(),
      indices.rows(of: 1)
    ) { gather($0, $1, $2, $3.count, size) }
  }

  /// The way back from slices of this tensor.
  private func slicesDerivative(_ indices: Tensor) -> Derivative {
    let shape = shape
    return { gradient in
      let (count, size) = (indices.elementCount, shape.product(1..<shape.count))
      // One piece, as equal indices add to the same slice.
      return .rowwise(
        shape, rows: 1, cost: Cost.elementwise, gradient.whole(Float.self), indices.whole(Int.self)
      ) { (x, indices, out: UnsafeMutablePointer<Float>, _) in
        out.update(repeating: 0, count: shape.elementCount)
        kernels.scatter_add(x, indices, out, count, size)
      }
    }
  }
}

extension Shape {
  /// This shape, followed by that of a slice of another's first dimension.
  fileprivate func followed(by other: Shape) -> Shape {
    var shape = self
    for index in 1..<Swift.max(1, other.count) { shape.append(other[index]) }
    return shape
  }
}
