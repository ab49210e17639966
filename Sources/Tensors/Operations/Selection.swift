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
    let places = indices.countedFromStart(of: count) ?? indices
    guard places.areIndices(of: count) else {
      let wrong = indices.scalars(as: Int.self).first { $0 < -count || $0 >= count } ?? 0
      fatalError("subscript: index \(wrong) is out of range for dimension 0 of a tensor of shape \(shape.sizes)")
    }
    if places.shape.isEmpty { return self[places.item(as: Int.self)] }
    return slices(places).recorded("IndexBackward0", self, slicesDerivative(places))
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
    guard indices.areIndices(of: shape[0]) else {
      let wrong = indices.scalars(as: Int.self).first { $0 < 0 || $0 >= shape[0] } ?? 0
      fatalError("embedding: the index \(wrong) is out of range for a table of \(shape[0]) rows")
    }
    let places = indices.detached
    return slices(places).recorded("EmbeddingBackward0", self, slicesDerivative(places))
  }

  /// Whether all elements, int64, are numbers from 0 to below a count.
  func areIndices(of count: Int) -> Bool {
    withElements(Int.self) { numbers in
      // The sign is set of what is below 0, and of the distance from the last number to what is behind it.
      var signs = 0
      for number in numbers { signs |= number | (count - 1 &- number) }
      return signs >= 0
    }
  }

  /// These integers, with those below 0 counted from the end; nil where none is.
  private func countedFromStart(of count: Int) -> Tensor? {
    let isAnyNegative = withElements(Int.self) { $0.reduce(0, |) < 0 }
    return isAnyNegative ? mapped { (number: Int) in number < 0 ? number &+ count : number } : nil
  }

  /// Slices of the first dimension, one after the other in a shape that holds them; the result has no history.
  private func slices(_ places: Tensor) -> Tensor {
    switch dtype {
    case .float32: slices(places, of: Float.self, kernels.gather)
    case .int64: slices(places, of: Int.self, Self.gather)
    case .bool: slices(places, of: Bool.self, Self.gather)
    }
  }

  /// Copies slices of so many elements each from one tensor, where they stand at so many places, to another.
  private typealias Gather<Element> = (
    UnsafePointer<Element>, UnsafePointer<Int>, UnsafeMutablePointer<Element>, _ count: Int, _ size: Int
  ) -> Void

  private static func gather<Element: TensorElement>(
    _ from: UnsafePointer<Element>, _ places: UnsafePointer<Int>, _ to: UnsafeMutablePointer<Element>, _ count: Int,
    _ size: Int
  ) {
    if size == 1 {
      for place in 0..<count { to[place] = from[places[place]] }
    } else {
      for place in 0..<count { (to + place * size).update(from: from + places[place] * size, count: size) }
    }
  }

  private func slices<Element: TensorElement>(_ places: Tensor, of: Element.Type, _ gather: Gather<Element>) -> Tensor {
    let size = shape.product(1..<shape.count)
    return withElements(Element.self) { source in
      places.withElements(Int.self) { numbers in
        Tensor(places.shape.followed(by: shape)) { (target: UnsafeMutableBufferPointer<Element>) in
          guard let from = source.baseAddress, let places = numbers.baseAddress, let to = target.baseAddress else {
            return
          }
          Threads.split(numbers.count, cost: 4 * size) { part in
            gather(from, places + part.lowerBound, to + part.lowerBound * size, part.count, size)
          }
        }
      }
    }
  }

  /// The way back from some of this tensor's slices.
  private func slicesDerivative(_ places: Tensor) -> Derivative {
    let shape = shape
    return { gradient in
      let size = shape.product(1..<shape.count)
      return gradient.withElements(Float.self) { source in
        places.withElements(Int.self) { places in
          Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
            target.update(repeating: 0)
            guard let x = source.baseAddress, let numbers = places.baseAddress, let y = target.baseAddress else {
              return
            }
            kernels.scatter_add(x, numbers, y, places.count, size)
          }
        }
      }
    }
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
