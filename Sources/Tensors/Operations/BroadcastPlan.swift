/// Two contiguous tensors whose shapes are broadcast, as a table: which elements of each meet in its rows and columns.
struct BroadcastPlan {
  /// How one of the two is read.
  struct Operand {
    /// The distance between rows; 0 if all rows are the same.
    var row: Int
    /// 1, or 0 if one element serves a whole row.
    var step: Int
  }

  let shape: Shape
  var rows = 1
  var columns: Int
  var left: Operand
  var right: Operand

  /// Nil for shapes that are no such table, as `[B, 1, C]` and `[T, 1]`: then the tensors must be expanded first.
  init?(_ a: Shape, _ b: Shape, to shape: Shape) {
    self.shape = shape
    let count = shape.elementCount
    columns = count
    (left, right) = (Operand(row: 0, step: 1), Operand(row: 0, step: 1))
    if a == shape, b == shape { return }
    // The dimensions before the split become rows, the others columns. An operand must have all or none of each.
    for split in 0...shape.count {
      let (rows, columns) = (shape.product(0..<split), shape.product(split..<shape.count))
      if let left = Self.operand(a, of: shape, split, columns), let right = Self.operand(b, of: shape, split, columns) {
        (self.rows, self.columns, self.left, self.right) = (rows, columns, left, right)
        return
      }
    }
    return nil
  }

  private static func operand(_ narrow: Shape, of shape: Shape, _ split: Int, _ columns: Int) -> Operand? {
    let missing = shape.count - narrow.count
    var hasRows = true
    var hasColumns = true
    var isOneRow = true
    var isOneColumn = true
    for index in 0..<shape.count where shape[index] != 1 {
      let isStretched = index < missing || narrow[index - missing] == 1
      if index < split {
        if isStretched { hasRows = false } else { isOneRow = false }
      } else if isStretched {
        hasColumns = false
      } else {
        isOneColumn = false
      }
    }
    guard hasRows || isOneRow, hasColumns || isOneColumn else { return nil }
    return Operand(row: isOneRow ? 0 : hasColumns ? columns : 1, step: hasColumns ? 1 : 0)
  }
}
