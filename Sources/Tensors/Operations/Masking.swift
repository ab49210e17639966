import CKernels

extension Tensor {
  /// The tensor with a number where a mask is true.
  ///
  /// PyTorch: `masked_fill`.
  ///
  /// - Parameters:
  ///   - mask: bool; its shape is broadcast to the tensor's.
  ///   - value: the number there.
  /// - Returns: the shape of both together, float32.
  public func maskedFill(_ mask: Tensor, _ value: Float) -> Tensor {
    guard dtype == .float32, mask.dtype == .bool else {
      fatalError(
        "maskedFill: takes a tensor of torch.float32 and a mask of torch.bool, not \(dtype) and \(mask.dtype)")
    }
    let old = shape
    return filled(mask, value).withBackward("MaskedFillBackward0", self, { $0.filled(mask, 0).summed(to: old) })
  }

  private func filled(_ mask: Tensor, _ value: Float) -> Tensor {
    let shape = Shape.broadcast(shape, mask.shape, in: "maskedFill")
    // A mask that lacks only leading dimensions serves each slice of the others; any other is expanded.
    let leading = shape.count - mask.shape.count
    let fits = self.shape == shape && mask.shape.indices.allSatisfy { mask.shape[$0] == shape[$0 + leading] }
    let mask = (fits ? mask : mask.expanded(to: shape)).contiguous()
    let period = mask.elementCount
    if fits, let result = deferringFill(mask, value) { return result }
    let x: Tensor = expanded(to: shape)
    return .rowwise(
      shape, rows: fits ? shape.product(0..<leading) : 1, cost: Cost.elementwise, x.rows(of: period), mask.whole()
    ) { (x, mask: UnsafePointer<Bool>, out, rows) in
      mask.withMemoryRebound(to: UInt8.self, capacity: period) {
        kernels.masked_fill(x, $0, period, value, out, rows.count * period)
      }
    }
  }

  /// The tensor with a number where a contiguous mask of its last dimensions is true, if its rows are still to be computed.
  private func deferringFill(_ mask: Tensor, _ value: Float) -> Tensor? {
    guard let columns = mask.shape.last, columns > 0,
      let isMasked = mask.withElements(Bool.self, { $0.baseAddress })
    else { return nil }
    let maskRows = mask.elementCount / columns
    return deferring(cost: Cost.elementwise, reading: [mask]) { x, rows in
      isMasked.withMemoryRebound(to: UInt8.self, capacity: maskRows * columns) { isMasked in
        var next = rows.lowerBound
        while next < rows.upperBound {
          let first = next % maskRows
          let count = Swift.min(maskRows - first, rows.upperBound - next)
          let part = x + (next - rows.lowerBound) * columns
          kernels.masked_fill(part, isMasked + first * columns, count * columns, value, part, count * columns)
          next += count
        }
      }
    }
  }

  /// The elements of one tensor where a condition is true, and those of another where it is false; the shapes are broadcast.
  ///
  /// PyTorch: `torch.where`.
  ///
  /// - Parameters:
  ///   - condition: bool.
  ///   - a: the elements where it is true.
  ///   - b: the elements where it is false, of the same type.
  /// - Returns: the shape of the three together, the type of both tensors.
  public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    guard condition.dtype == .bool, a.dtype == b.dtype else {
      fatalError(
        "where: takes a condition of torch.bool and two tensors of one type, not \(condition.dtype), \(a.dtype) and \(b.dtype)"
      )
    }
    let (aShape, bShape) = (a.shape, b.shape)
    let zero = Tensor(Float(0))
    return choose(condition, a.detached, b.detached).withBackward(
      "WhereBackward0",
      a, { choose(condition, $0, zero).summed(to: aShape) },
      b, { choose(condition, zero, $0).summed(to: bShape) })
  }

  private static func choose(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    switch a.dtype {
    case .float32: choose(condition, a, b) { kernels.choose($0, $1, $2, $3, $4) }
    case .int64: choose(condition, a, b, loop(Int.self))
    case .bool: choose(condition, a, b, loop(Bool.self))
    }
  }

  /// Sets elements to those of one of two tensors: of the first where the condition is not 0.
  private typealias Choice<Element> = (
    _ condition: UnsafePointer<UInt8>, UnsafePointer<Element>, UnsafePointer<Element>, UnsafeMutablePointer<Element>,
    _ count: Int
  ) -> Void

  private static func loop<Element: TensorElement>(_: Element.Type) -> Choice<Element> {
    { condition, a, b, out, count in
      for i in 0..<count {
        // Both are read, so that the loop needs no branch.
        let (x, y) = (a[i], b[i])
        out[i] = condition[i] != 0 ? x : y
      }
    }
  }

  private static func choose<Element: TensorElement>(
    _ condition: Tensor, _ a: Tensor, _ b: Tensor, _ choice: Choice<Element>
  ) -> Tensor {
    let shape = Shape.broadcast(
      Shape.broadcast(a.shape, b.shape, in: "where"), condition.shape, in: "where")
    return .rowwise(
      shape, rows: shape.elementCount, cost: Cost.elementwise, condition.expanded(to: shape).rows(of: 1, Bool.self),
      a.expanded(to: shape).rows(of: 1, Element.self), b.expanded(to: shape).rows(of: 1, Element.self)
    ) { (condition: UnsafePointer<Bool>, a, b, out: UnsafeMutablePointer<Element>, range) in
      condition.withMemoryRebound(to: UInt8.self, capacity: range.count) { choice($0, a, b, out, range.count) }
    }
  }

  /// The elements on a diagonal and below it; zeros above.
  ///
  /// PyTorch: `torch.tril`.
  ///
  /// - Parameter diagonal: how far the diagonal lies above the main one.
  /// - Returns: the shape of the tensor, `[…, rows, columns]`, float32.
  public func tril(diagonal: Int = 0) -> Tensor {
    requireMatrices(in: "tril")
    return lowerTriangle(diagonal).withBackward("TrilBackward0", self, { $0.lowerTriangle(diagonal) })
  }

  /// The elements on a diagonal and above it; zeros below.
  ///
  /// PyTorch: `torch.triu`.
  ///
  /// - Parameter diagonal: how far the diagonal lies above the main one.
  /// - Returns: the shape of the tensor, `[…, rows, columns]`, float32.
  public func triu(diagonal: Int = 0) -> Tensor {
    requireMatrices(in: "triu")
    return upperTriangle(diagonal).withBackward("TriuBackward0", self, { $0.upperTriangle(diagonal) })
  }

  private func requireMatrices(in operation: StaticString) {
    requireFloat(in: operation)
    guard shape.count >= 2 else {
      fatalError("\(operation): a tensor of shape \(shape.sizes) has no rows and columns")
    }
  }

  private func lowerTriangle(_ diagonal: Int) -> Tensor { keeping { 0..<crossing($0 + 1, diagonal) } }
  private func upperTriangle(_ diagonal: Int) -> Tensor { keeping { crossing($0, diagonal)..<shape[-1] } }

  /// The column of a row where a diagonal crosses it, or the nearest end of the row.
  private func crossing(_ row: Int, _ diagonal: Int) -> Int {
    // The diagonal may be any number.
    let (column, isTooLarge) = row.addingReportingOverflow(diagonal)
    return isTooLarge ? shape[-1] : Swift.min(Swift.max(0, column), shape[-1])
  }

  /// Some columns of each row of each matrix; zeros elsewhere.
  private func keeping(_ columns: (_ row: Int) -> Range<Int>) -> Tensor {
    let (rows, length) = (shape[-2], shape[-1])
    return .rowwise(shape, rows: shape.rowCount, cost: Cost.elementwise, self.rows(of: length)) { x, out, range in
      out.update(repeating: Float(0), count: range.count * length)
      for (index, row) in range.enumerated() {
        let kept = columns(row % rows)
        let start = index * length + kept.lowerBound
        (out + start).update(from: x + start, count: kept.count)
      }
    }
  }
}
