extension Tensor {
  /// The rows of a table that integers stand for.
  ///
  /// PyTorch: `F.embedding`, `table[indices]`.
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
    let (rows, columns) = (shape[0], shape[1])
    let numbers = indices.scalars(as: Int.self)
    if let wrong = numbers.first(where: { !(0..<rows).contains($0) }) {
      fatalError("embedding: the index \(wrong) is out of range for a table of \(rows) rows")
    }
    let result = withElements(Float.self) { table in
      Tensor(Shape(Array(indices.shape) + [columns])) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let from = table.baseAddress, let to = target.baseAddress else { return }
        for (place, row) in numbers.enumerated() {
          (to + place * columns).update(from: from + row * columns, count: columns)
        }
      }
    }
    return result.recorded("EmbeddingBackward0", (self, { Self.gradientOfTable($0, numbers, rows, columns) }))
  }

  private static func gradientOfTable(_ gradient: Tensor, _ numbers: [Int], _ rows: Int, _ columns: Int) -> Tensor {
    gradient.withElements(Float.self) { source in
      Tensor([rows, columns]) { (target: UnsafeMutableBufferPointer<Float>) in
        target.update(repeating: 0)
        for (place, row) in numbers.enumerated() {
          for column in 0..<columns { target[row * columns + column] += source[place * columns + column] }
        }
      }
    }
  }
}
