extension Tensor {
  /// The slices of the first dimension that integers stand for.
  ///
  /// PyTorch: `tensor[indices]`.
  ///
  /// The gradients of equal slices are added up in the order of the integers. Stops the program where an integer is out of range.
  ///
  /// - Parameter indices: any shape, int64; negative ones are counted from the end.
  /// - Returns: the shape of the integers and then that of a slice.
  public subscript(indices: Tensor) -> Tensor {
    guard let count = shape.first, indices.dtype == .int64 else {
      fatalError(
        "subscript: takes indices of torch.int64 for a tensor with dimensions, not \(indices.dtype) for \(shape.sizes)")
    }
    var numbers = indices.scalars(as: Int.self)
    let isOutside = numbers.withUnsafeMutableBufferPointer { numbers in
      var isOutside = false
      for place in numbers.indices {
        let number = numbers[place]
        isOutside = isOutside || number < -count || number >= count
        numbers[place] = number < 0 ? number + count : number
      }
      return isOutside
    }
    if isOutside, let wrong = indices.scalars(as: Int.self).first(where: { $0 < -count || $0 >= count }) {
      fatalError("subscript: index \(wrong) is out of range for dimension 0 of a tensor of shape \(shape.sizes)")
    }
    if indices.shape.isEmpty { return self[numbers[0]] }
    return slices(numbers, as: indices.shape.followed(by: shape)).recorded(
      "IndexBackward0", slicing(numbers))
  }

  /// The rows of a table that integers stand for.
  ///
  /// PyTorch: `F.embedding`.
  ///
  /// The gradients of equal rows are added up in the order of the integers. Stops the program where an integer is no row.
  ///
  /// - Parameter indices: any shape, int64, from 0 to rows − 1.
  /// - Returns: the shape of the integers and then `[columns]`, for a table of shape `[rows, columns]`, float32.
  public func embedding(_ indices: Tensor) -> Tensor {
    requireFloat(in: "embedding")
    guard shape.count == 2, indices.dtype == .int64 else {
      fatalError(
        "embedding: takes a table of shape [rows, columns] and indices of torch.int64, not \(shape.sizes) and \(indices.dtype)"
      )
    }
    let numbers = indices.scalars(as: Int.self)
    let rows = shape[0]
    if let wrong = numbers.first(where: { $0 < 0 || $0 >= rows }) {
      fatalError("embedding: the index \(wrong) is out of range for a table of \(shape[0]) rows")
    }
    return slices(numbers, as: indices.shape.followed(by: shape)).recorded(
      "EmbeddingBackward0", slicing(numbers))
  }

  /// Slices of the first dimension, one after the other in a shape that holds them; the result has no history.
  private func slices(_ numbers: [Int], as shape: Shape) -> Tensor {
    switch dtype {
    case .float32: rows(numbers, as: shape)
    case .int64: slices(numbers, as: shape, of: Int.self)
    case .bool: slices(numbers, as: shape, of: Bool.self)
    }
  }

  private func rows(_ numbers: [Int], as shape: Shape) -> Tensor {
    let size = self.shape.product(1..<self.shape.count)
    return withElements(Float.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        kernels.gather(from, numbers, to, numbers.count, size)
      }
    }
  }

  private func slices<Element: TensorElement>(_ numbers: [Int], as shape: Shape, of: Element.Type) -> Tensor {
    let size = self.shape.product(1..<self.shape.count)
    return withElements(Element.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Element>) in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        if size == 1 {
          numbers.withUnsafeBufferPointer { numbers in
            for place in numbers.indices { to[place] = from[numbers[place]] }
          }
        } else {
          for place in numbers.indices { (to + place * size).update(from: from + numbers[place] * size, count: size) }
        }
      }
    }
  }

  /// This tensor as an input, with the way back from some of its slices.
  private func slicing(_ numbers: [Int]) -> Input {
    let shape = shape
    return (
      self,
      { gradient in
        let size = shape.product(1..<shape.count)
        return gradient.withElements(Float.self) { source in
          Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
            target.update(repeating: 0)
            guard let x = source.baseAddress, let y = target.baseAddress else { return }
            kernels.scatter_add(x, numbers, y, numbers.count, size)
          }
        }
      }
    )
  }
}

extension Shape {
  /// The sizes of this shape, then those of the slices of another's first dimension.
  fileprivate func followed(by other: Shape) -> Shape {
    var shape = self
    for index in 1..<Swift.max(1, other.count) { shape.append(other[index]) }
    return shape
  }
}
