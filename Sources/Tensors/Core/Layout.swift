/// Where a tensor's elements lie in its storage.
struct Layout: Equatable, Sendable {
  var shape: Shape
  /// For each dimension, the distance between neighbours, in elements.
  var strides: Shape
  /// The storage offset of the first element.
  var offset = 0

  /// The layout of contiguous elements, the last dimension fastest.
  init(contiguous shape: Shape) {
    self.shape = shape
    strides = shape
    var step: Int32 = 1
    for index in stride(from: shape.count - 1, through: 0, by: -1) {
      strides.lanes[index] = step
      step &*= Swift.max(shape.lanes[index], 1)
    }
  }

  /// Whether the elements are contiguous, in the order of the shape.
  var isContiguous: Bool {
    var step: Int32 = 1
    for index in stride(from: shape.count - 1, through: 0, by: -1) where shape.lanes[index] != 1 {
      if strides.lanes[index] != step { return false }
      step &*= Swift.max(shape.lanes[index], 1)
    }
    return true
  }

  /// Whether broadcasting has repeated elements: then a part cannot be set alone.
  var repeatsElements: Bool {
    for index in 0..<shape.count where strides.lanes[index] == 0 && shape.lanes[index] > 1 { return true }
    return false
  }

  /// The layout that repeats elements to fill a wider shape, as broadcasting does.
  func expanded(to wider: Shape) -> Layout {
    var layout = self
    layout.shape = wider
    layout.strides = wider
    let missing = wider.count - shape.count
    for index in 0..<wider.count {
      layout.strides[index] = index < missing || shape[index - missing] == 1 ? 0 : strides[index - missing]
    }
    return layout
  }

  /// The layout of one slice along a dimension, which is dropped.
  func selecting(_ index: Int, along dimension: Int) -> Layout {
    var layout = self
    // The strides of a tensor without elements mean nothing, and may be any numbers.
    layout.offset &+= index &* strides[dimension]
    layout.strides.remove(at: dimension)
    layout.shape.remove(at: dimension)
    return layout
  }

  /// The layout of a range of slices along a dimension.
  func slicing(_ range: Range<Int>, along dimension: Int) -> Layout {
    var layout = self
    layout.offset &+= range.lowerBound &* strides[dimension]
    layout.shape[dimension] = range.count
    return layout
  }

  /// The layout with two dimensions swapped.
  func transposed(_ first: Int, _ second: Int) -> Layout {
    var layout = self
    layout.shape.swapAt(first, second)
    layout.strides.swapAt(first, second)
    return layout
  }

  /// The layout of contiguous elements whose dimensions lie in memory in the order of this layout's.
  ///
  /// PyTorch: `torch.empty_like`.
  var dense: Layout {
    var layout = Layout(contiguous: shape)
    guard shape.elementCount > 0 else { return layout }
    // From the innermost dimension on. One that repeats its elements, with a stride of 0, fits anywhere: as in PyTorch, it stays where the
    // others leave it.
    var order = Array(shape.indices.reversed().filter { shape[$0] != 1 })
    for start in order.indices.dropFirst() {
      var moved = start
      for index in stride(from: start - 1, through: 0, by: -1) {
        let (inner, outer) = (strides[order[index]], strides[order[moved]])
        if inner == 0 || outer == 0 || inner == outer { continue }
        if inner < outer { break }
        order.swapAt(index, moved)
        moved = index
      }
    }
    var step = 1
    for dimension in order {
      layout.strides[dimension] = step
      step *= shape[dimension]
    }
    return layout
  }

  /// The layout of the first element of each matrix of the last two dimensions.
  var matrices: Layout {
    var layout = self
    for _ in 0..<2 {
      layout.shape.remove(at: layout.shape.count - 1)
      layout.strides.remove(at: layout.strides.count - 1)
    }
    return layout
  }

  /// A matrix of elements: the offset of the first one, the sizes, and the distances between neighbours.
  struct Matrix {
    var offset: Int
    var rows = 1
    var rowStep = 0
    var columns = 1
    var columnStep = 1

    /// The first matrix of the last two dimensions.
    fileprivate init(_ layout: Layout) {
      offset = layout.offset
      let last = layout.shape.count - 1
      if last >= 0 { (columns, columnStep) = (layout.shape[last], layout.strides[last]) }
      if last >= 1 { (rows, rowStep) = (layout.shape[last - 1], layout.strides[last - 1]) }
    }

    /// Some of its rows.
    @inline(__always)
    fileprivate func rows(_ range: Range<Int>) -> Matrix {
      var matrix = self
      matrix.offset += range.lowerBound * rowStep
      matrix.rows = range.count
      return matrix
    }
  }

  /// This layout and another of its shape, their dimensions but for the last in an order that makes matrices of the last two large.
  func withMostRows(beside other: Layout) -> (Layout, Layout) {
    let rows = shape.count - 2
    guard rows > 0, let largest = (0..<rows).max(by: { shape[$0] < shape[$1] }), shape[largest] > shape[rows] else {
      return (self, other)
    }
    return (transposed(largest, rows), other.transposed(largest, rows))
  }

  /// Calls a closure for each matrix of the last two dimensions, with the same matrix of another layout of this shape.
  ///
  /// - Parameter rows: if given, only these of all rows of all matrices: the first and the last matrix then have fewer rows.
  @inline(__always)
  func forEachMatrix(
    with other: Layout, rows range: Range<Int>? = nil, _ body: (_ matrix: Matrix, _ otherMatrix: Matrix) -> Void
  ) {
    guard shape.elementCount > 0 else { return }
    var (matrix, otherMatrix) = (Matrix(self), Matrix(other))
    let rows = matrix.rows
    let range = range ?? 0..<shape.product(0..<Swift.max(0, shape.count - 2)) * rows
    var index = SIMD8<Int>()
    // From the matrix on that has the first row.
    var rest = range.lowerBound / rows
    for dimension in stride(from: shape.count - 3, through: 0, by: -1) where rest > 0 {
      index[dimension] = rest % shape[dimension]
      matrix.offset += index[dimension] * strides[dimension]
      otherMatrix.offset += index[dimension] * other.strides[dimension]
      rest /= shape[dimension]
    }
    var next = range.lowerBound
    while next < range.upperBound {
      let first = next % rows
      let last = Swift.min(rows, first + range.upperBound - next)
      body(matrix.rows(first..<last), otherMatrix.rows(first..<last))
      next += last - first
      var dimension = shape.count - 3
      while dimension >= 0 {
        index[dimension] += 1
        matrix.offset += strides[dimension]
        otherMatrix.offset += other.strides[dimension]
        if index[dimension] < shape[dimension] { break }
        matrix.offset -= strides[dimension] * shape[dimension]
        otherMatrix.offset -= other.strides[dimension] * shape[dimension]
        index[dimension] = 0
        dimension -= 1
      }
    }
  }

  /// Calls a closure with the storage offset of each element, in the order of the shape.
  @inline(__always)
  func forEachOffset(_ body: (Int) -> Void) {
    forEachMatrix(with: self) { matrix, _ in
      for row in 0..<matrix.rows {
        let start = matrix.offset + row * matrix.rowStep
        for column in 0..<matrix.columns { body(start + column * matrix.columnStep) }
      }
    }
  }
}
