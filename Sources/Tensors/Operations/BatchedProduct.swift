import CKernels

/// The products of the matrices of two batches, with any strides.
struct BatchedProduct {
  /// The largest inner dimension of products that can be added to what is there.
  static let mostInnerAdded = Int(CK_MOST_INNER_ADDED)
  /// Threads share rows by whole tiles of the loop, and columns by whole panels.
  private static let (tileRows, panelColumns) = (12, 32)

  /// The result's.
  let shape: Shape
  private let rows: Int
  private let inner: Int
  private let columns: Int
  private let left: Tensor
  private let right: Tensor
  private let leftMatrices: Layout
  private let rightMatrices: Layout

  /// The products of matrices of shapes `[…, rows, inner]` and `[…, inner, columns]`, their batch dimensions broadcast.
  init(_ left: Tensor, _ right: Tensor) {
    (rows, inner, columns) = (left.shape[-2], left.shape[-1], right.shape[-1])
    (self.left, self.right) = (left, right)
    var batch = Shape.broadcast(left.layout.matrices.shape, right.layout.matrices.shape, in: "matmul")
    leftMatrices = left.layout.matrices.expanded(to: batch)
    rightMatrices = right.layout.matrices.expanded(to: batch)
    batch.append(rows)
    batch.append(columns)
    shape = batch
  }

  /// The products, with a row of `columns` numbers added to each of their rows.
  func result(adding bias: Tensor?) -> Tensor {
    let bias = bias?.contiguous()
    return Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
      guard let out = target.baseAddress, target.count > 0 else { return }
      withExtendedLifetime(bias) { multiply(to: out, bias: bias.map { UnsafePointer($0.floats) }, adds: false) }
    }
  }

  /// Adds the products to contiguous numbers.
  func add(to sum: UnsafeMutablePointer<Float>) {
    if shape.elementCount > 0 { multiply(to: sum, bias: nil, adds: true) }
  }

  /// Large products are split between threads, by rows or by columns, which changes no sum.
  private func multiply(to out: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?, adds: Bool) {
    left.storage.withElements(Float.self) { x in
      right.storage.withElements(Float.self) { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        let operands = Operands(left: x, right: y, bias: bias, out: out, adds: adds)
        let count = leftMatrices.shape.elementCount * rows
        // Each thread packs the right matrix for itself, which takes longer than its rows if they are few.
        if count == rows, rows < 64 * Threads.count, columns >= 2 * Self.panelColumns {
          Threads.split(columns, by: Self.panelColumns, cost: Cost.multiplyAdd * inner * rows) {
            multiply(operands, matrix: 0, rows: 0..<rows, columns: $0)
          }
          return
        }
        let unit = count == rows ? Self.tileRows : 1
        Threads.split(count, by: unit, atLeast: 512, cost: Cost.multiplyAdd * inner * columns) { range in
          var next = range.lowerBound
          while next < range.upperBound {
            let (matrix, first) = (next / rows, next % rows)
            let last = Swift.min(rows, first + range.upperBound - next)
            multiply(operands, matrix: matrix, rows: first..<last, columns: 0..<columns)
            next += last - first
          }
        }
      }
    }
  }

  /// Where the elements of a product begin, and what becomes of its sums.
  private struct Operands: @unchecked Sendable {
    var left: UnsafePointer<Float>
    var right: UnsafePointer<Float>
    var bias: UnsafePointer<Float>?
    var out: UnsafeMutablePointer<Float>
    var adds: Bool

    init(
      left: UnsafeMutablePointer<Float>, right: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?,
      out: UnsafeMutablePointer<Float>, adds: Bool
    ) {
      (self.left, self.right) = (UnsafePointer(left), UnsafePointer(right))
      (self.bias, self.out, self.adds) = (bias, out, adds)
    }
  }

  /// Some rows and columns of one of the products.
  private func multiply(_ operands: Operands, matrix: Int, rows part: Range<Int>, columns: Range<Int>) {
    let (x, y) = (left.layout.strides, right.layout.strides)
    let (first, column) = (part.lowerBound, columns.lowerBound)
    kernels.matmul(
      operands.left + leftMatrices.offset(ofElement: matrix) + first * x[-2], x[-2], x[-1],
      operands.right + rightMatrices.offset(ofElement: matrix) + column * y[-1], y[-2], y[-1],
      operands.bias.map { $0 + column }, operands.out + (matrix * rows + first) * self.columns + column, self.columns,
      part.count, inner, columns.count, operands.adds ? 1 : 0)
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
