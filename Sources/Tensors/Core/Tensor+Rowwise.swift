/// An operation's input: the elements of a tensor in the order of the shape, cut into rows.
struct Rows<Element: TensorElement> {
  let tensor: Tensor
  /// The elements of a row; 0 for a tensor that each row gets whole.
  let length: Int

  @inline(__always)
  fileprivate func withStart<Result>(_ body: (UnsafePointer<Element>) -> Result) -> Result {
    tensor.withElements(Element.self) { elements in
      guard let start = elements.baseAddress else { fatalError("a storage without memory") }
      return body(start)
    }
  }
}

// How an operation runs its kernel: over rows that threads share. The results have no history.
extension Tensor {
  /// The elements as rows of one length.
  func rows<Element>(of length: Int, _: Element.Type = Element.self) -> Rows<Element> {
    Rows(tensor: self, length: length)
  }

  /// The elements for an operation that needs all of them for each row.
  func whole<Element>(_: Element.Type = Element.self) -> Rows<Element> { Rows(tensor: self, length: 0) }

  /// Makes a tensor from rows of another.
  ///
  /// - Parameters:
  ///   - shape: the result's. If it has no elements, the kernel is not called.
  ///   - rows: the number of rows of the result and of the input.
  ///   - cost: the ``Cost`` of each element of the longest row.
  ///   - kernel: sets some rows of the result. It gets pointers to the first of these rows, and their range; several threads may call it
  ///     at once.
  @inline(__always)
  static func rowwise<A, Output: TensorElement>(
    _ shape: Shape, rows: Int, cost: Int, _ a: Rows<A>,
    _ kernel: (UnsafePointer<A>, UnsafeMutablePointer<Output>, _ rows: Range<Int>) -> Void
  ) -> Tensor {
    a.withStart { x in
      splitting(shape, rows, cost, a.length) { out, range in kernel(x + range.lowerBound * a.length, out, range) }
    }
  }

  /// Makes a tensor from rows of two others.
  @inline(__always)
  static func rowwise<A, B, Output: TensorElement>(
    _ shape: Shape, rows: Int, cost: Int, _ a: Rows<A>, _ b: Rows<B>,
    _ kernel: (UnsafePointer<A>, UnsafePointer<B>, UnsafeMutablePointer<Output>, _ rows: Range<Int>) -> Void
  ) -> Tensor {
    a.withStart { x in
      b.withStart { y in
        splitting(shape, rows, cost, Swift.max(a.length, b.length)) { out, range in
          kernel(x + range.lowerBound * a.length, y + range.lowerBound * b.length, out, range)
        }
      }
    }
  }

  /// Makes a tensor from rows of three others.
  @inline(__always)
  static func rowwise<A, B, C, Output: TensorElement>(
    _ shape: Shape, rows: Int, cost: Int, _ a: Rows<A>, _ b: Rows<B>, _ c: Rows<C>,
    _ kernel: (
      UnsafePointer<A>, UnsafePointer<B>, UnsafePointer<C>, UnsafeMutablePointer<Output>, _ rows: Range<Int>
    ) -> Void
  ) -> Tensor {
    a.withStart { x in
      b.withStart { y in
        c.withStart { z in
          splitting(shape, rows, cost, Swift.max(a.length, b.length, c.length)) { out, range in
            let first = range.lowerBound
            kernel(x + first * a.length, y + first * b.length, z + first * c.length, out, range)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func splitting<Output: TensorElement>(
    _ shape: Shape, _ rows: Int, _ cost: Int, _ longest: Int,
    _ kernel: (UnsafeMutablePointer<Output>, Range<Int>) -> Void
  ) -> Tensor {
    Tensor(shape) { (target: UnsafeMutableBufferPointer<Output>) in
      guard let out = target.baseAddress, target.count > 0 else { return }
      let length = target.count / rows
      Threads.split(rows, cost: cost * Swift.max(longest, length)) { kernel(out + $0.lowerBound * length, $0) }
    }
  }

  /// Applies a kernel to runs of elements.
  @inline(__always)
  func elementwise(
    cost: Int, _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ count: Int) -> Void
  ) -> Tensor {
    .rowwise(shape, rows: elementCount, cost: cost, rows(of: 1)) { kernel($0, $1, $2.count) }
  }

  /// Applies a kernel to runs of the elements of two tensors of one shape.
  @inline(__always)
  static func elementwise(
    _ a: Tensor, _ b: Tensor, cost: Int,
    _ kernel: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ count: Int) -> Void
  ) -> Tensor {
    .rowwise(a.shape, rows: a.elementCount, cost: cost, a.rows(of: 1), b.rows(of: 1)) { kernel($0, $1, $2, $3.count) }
  }

  /// Applies a kernel to rows of the last dimension.
  @inline(__always)
  func rowwise(
    cost: Int, _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ rows: Int, _ columns: Int) -> Void
  ) -> Tensor {
    let columns = shape[-1]
    return .rowwise(shape, rows: shape.rowCount, cost: cost, rows(of: columns)) { kernel($0, $1, $2.count, columns) }
  }

  /// Applies a kernel to rows of the last dimension of two tensors of one shape.
  @inline(__always)
  static func rowwise(
    _ a: Tensor, _ b: Tensor, cost: Int,
    _ kernel: (
      UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>, _ rows: Int, _ columns: Int
    ) -> Void
  ) -> Tensor {
    let columns = a.shape[-1]
    return .rowwise(a.shape, rows: a.shape.rowCount, cost: cost, a.rows(of: columns), b.rows(of: columns)) {
      kernel($0, $1, $2, $3.count, columns)
    }
  }
}
