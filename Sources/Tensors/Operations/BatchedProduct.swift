import CKernels

/// The products of the matrices of two batches, with any strides.
struct BatchedProduct {
  /// The largest inner dimension of products that can be added to what is there.
  static let mostInnerAdded = Int(CK_MOST_INNER_ADDED)
  /// Threads share columns by whole panels of the loop; rows by fours, so that each gets about the same ones as in other operations, whose
  /// elements its caches hold.
  private static let (rowUnit, panelColumns) = (4, 32)

  private let left: Tensor
  private let right: Tensor
  private var matrices: Matrices

  /// The products of matrices of shapes `[…, rows, inner]` and `[…, inner, columns]`, their batch dimensions broadcast.
  init(_ left: Tensor, _ right: Tensor) {
    (self.left, self.right) = (left, right)
    matrices = Matrices(left.layout, right.layout)
  }

  /// The result's.
  var shape: Shape { matrices.out.shape }

  /// The products with their elements in memory in the order of another layout's, as far as each row's stay together.
  func dense(like other: Layout) -> BatchedProduct {
    let dense = other.dense
    guard other.shape == shape, dense.strides[-1] == 1 else { return self }
    var product = self
    product.matrices.out = dense
    return product
  }

  /// The products, with a row of `columns` numbers added to each of their rows.
  func result(adding bias: Tensor?) -> Tensor {
    if bias == nil, let deferred { return Tensor(shape, deferring: deferred) }
    let bias = bias?.contiguous()
    let result = Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
      guard let out = target.baseAddress, target.count > 0 else { return }
      withExtendedLifetime(bias) { multiply(to: out, bias: bias.map { UnsafePointer($0.floats) }, adds: false) }
    }
    return Tensor(result.storage, matrices.out)
  }

  /// Adds the products to contiguous numbers.
  func add(to sum: UnsafeMutablePointer<Float>) {
    if shape.elementCount > 0 { multiply(to: sum, bias: nil, adds: true) }
  }

  /// The rows of many matrices, as attention's scores are, to which other operations are often applied; nil for other products.
  private var deferred: DeferredRows? {
    let (count, rows, inner, columns) = (matrices.count, matrices.rows, matrices.inner, matrices.columns)
    guard count > 1, shape.elementCount > 0, matrices.out.isContiguous, !left.storage.isOfParameter,
      !right.storage.isOfParameter
    else { return nil }
    let factors = withFactors { (matrices, $0, $1) }
    return DeferredRows(
      count: count * rows, columns: columns, unit: rows, cost: Cost.multiplyAdd * inner * columns,
      reading: [left.storage, right.storage]
    ) { first, range in
      let (matrices, left, right) = factors
      Loop(matrices, left, right, nil, first - range.lowerBound * columns, adds: false).multiply(rows: range)
    }
  }

  /// Large products are split between threads, by rows or by columns, which changes no sum.
  private func multiply(to out: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?, adds: Bool) {
    let (rows, inner, columns) = (matrices.rows, matrices.inner, matrices.columns)
    let loop = withFactors { Loop(matrices, $0, $1, bias, out, adds: adds) }
    defer { withExtendedLifetime((left, right)) {} }
    // Each thread packs the right matrix for itself, which takes longer than its rows if they are few.
    if matrices.count == 1, rows < 64 * Threads.count, columns >= 2 * Self.panelColumns {
      Threads.split(columns, by: Self.panelColumns, cost: Cost.multiplyAdd * inner * rows) {
        loop.multiply(matrix: 0, rows: 0..<rows, columns: $0)
      }
      return
    }
    let unit = matrices.count == 1 ? Self.rowUnit : 1
    Threads.split(matrices.count * rows, by: unit, atLeast: 512, cost: Cost.multiplyAdd * inner * columns) {
      loop.multiply(rows: $0)
    }
  }

  /// Calls a closure with pointers to both storages.
  private func withFactors<Result>(
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    left.storage.withElements(Float.self) { x in
      right.storage.withElements(Float.self) { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { fatalError("a storage without memory") }
        return body(x, y)
      }
    }
  }
}

/// How the matrices of a ``BatchedProduct`` lie in memory.
private struct Matrices {
  let rows: Int
  let inner: Int
  let columns: Int
  /// The number of matrices.
  let count: Int
  /// The result's: contiguous, unless ``BatchedProduct/dense(like:)`` was asked for.
  var out: Layout { didSet { outMatrices = out.matrices } }

  // Each layout's strides, and that of the first elements of its matrices.
  let leftStrides: Shape
  let rightStrides: Shape
  let leftMatrices: Layout
  let rightMatrices: Layout
  private(set) var outMatrices: Layout

  init(_ left: Layout, _ right: Layout) {
    (rows, inner, columns) = (left.shape[-2], left.shape[-1], right.shape[-1])
    (leftStrides, rightStrides) = (left.strides, right.strides)
    var shape = Shape.broadcast(left.matrices.shape, right.matrices.shape, in: "matmul")
    leftMatrices = left.matrices.expanded(to: shape)
    rightMatrices = right.matrices.expanded(to: shape)
    count = shape.elementCount
    shape.append(rows)
    shape.append(columns)
    out = Layout(contiguous: shape)
    outMatrices = out.matrices
  }
}

/// The loop of a ``BatchedProduct``: without references, as counting those would keep threads waiting for one another.
private struct Loop: @unchecked Sendable {
  private let matrices: Matrices
  private let left: UnsafePointer<Float>
  private let right: UnsafePointer<Float>
  private let bias: UnsafePointer<Float>?
  private let out: UnsafeMutablePointer<Float>
  private let adds: Bool

  init(
    _ matrices: Matrices, _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>,
    _ bias: UnsafePointer<Float>?, _ out: UnsafeMutablePointer<Float>, adds: Bool
  ) {
    (self.matrices, self.left, self.right) = (matrices, UnsafePointer(left), UnsafePointer(right))
    (self.bias, self.out, self.adds) = (bias, out, adds)
  }

  /// Some of the rows of all products.
  func multiply(rows range: Range<Int>) {
    let rows = matrices.rows
    var next = range.lowerBound
    while next < range.upperBound {
      let (matrix, first) = (next / rows, next % rows)
      let last = Swift.min(rows, first + range.upperBound - next)
      multiply(matrix: matrix, rows: first..<last, columns: 0..<matrices.columns)
      next += last - first
    }
  }

  /// Some rows and columns of one of the products.
  func multiply(matrix: Int, rows part: Range<Int>, columns: Range<Int>) {
    let (x, y, outRow) = (matrices.leftStrides, matrices.rightStrides, matrices.out.strides[-2])
    let (first, column) = (part.lowerBound, columns.lowerBound)
    kernels.matmul(
      left + matrices.leftMatrices.offset(ofElement: matrix) + first * x[-2], x[-2], x[-1],
      right + matrices.rightMatrices.offset(ofElement: matrix) + column * y[-1], y[-2], y[-1], bias.map { $0 + column },
      out + matrices.outMatrices.offset(ofElement: matrix) + first * outRow + column, outRow, part.count,
      matrices.inner, columns.count, adds ? 1 : 0)
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
