/// A table of numbers, drawn as cells: the larger the number, the lighter the cell.
public struct Heatmap: FigureConvertible, Codable, Equatable, Sendable {
  /// What the numbers represent.
  public var title: String
  /// The numbers, row by row; all rows have the same length.
  public var rows: [[Double]]
  /// The names of the rows; empty if they have none.
  public var rowLabels: [String]
  /// The names of the columns; empty if they have none.
  public var columnLabels: [String]

  /// Creates a heatmap of the given rows, optionally with a label for each row and each column.
  public init(_ title: String, _ rows: [[Double]], rowLabels: [String] = [], columnLabels: [String] = []) {
    self.title = title
    self.rows = rows
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
  }

  /// The figure.
  public var figure: Figure { .heatmap(self) }

  var summary: String {
    let numbers = rows.flatMap { $0 }
    return "[heatmap \"\(title)\", \(rows.count) × \(rows.first?.count ?? 0), \(range(of: numbers))]"
  }
}
