import LessonPresentation
import LessonProse

/// A table formatted for a terminal.
///
/// Columns are as wide as they need to be, or narrower and wrapped if the table does not fit.
struct TableText {
  private(set) var lines: [String] = []
  private let style: Style

  /// Formats a table.
  ///
  /// - Parameter rows: the cells of each row; the first row is the header.
  init(_ alignments: [ProseAlignment], _ rows: [[[StyledRun]]], width: Int, style: Style) {
    self.style = style
    let widths = Self.widths(rows, alignments.count, within: width - 3 * (alignments.count - 1))
    let bar = style.dim(style.isRich ? " │ " : " | ")
    for (index, row) in rows.enumerated() {
      let cells = widths.indices.map { column -> [[StyledRun]] in
        guard row.indices.contains(column) else { return [[]] }
        let cell = index == 0 ? row[column].map(\.bold) : row[column]
        return cell.wrapped(to: widths[column]).flatMap { $0.folded(to: widths[column]) }
      }
      for line in 0..<(cells.map(\.count).max() ?? 0) {
        let parts = widths.indices.map { column in
          aligned(cells[column].indices.contains(line) ? cells[column][line] : [], alignments[column], widths[column])
        }
        lines.append(parts.joined(separator: bar))
      }
      if index == 0 {
        let rules = widths.map { String(repeating: style.isRich ? "─" : "-", count: $0) }
        lines.append(style.dim(rules.joined(separator: style.isRich ? "─┼─" : "-|-")))
      }
    }
  }

  /// Returns the widths of the columns: what they need, with the widest narrowed until all fit.
  private static func widths(_ rows: [[[StyledRun]]], _ count: Int, within room: Int) -> [Int] {
    var widths = (0..<count).map { column in
      max(1, rows.map { $0.indices.contains(column) ? $0[column].columns : 0 }.max() ?? 0)
    }
    while widths.reduce(0, +) > max(room, 4 * count), let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      widths[widest] -= 1
    }
    return widths
  }

  private func aligned(_ texts: [StyledRun], _ alignment: ProseAlignment, _ width: Int) -> String {
    let room = max(0, width - texts.columns)
    let before = alignment == .leading ? 0 : alignment == .trailing ? room : room / 2
    return String(repeating: " ", count: before) + style.line(texts) + String(repeating: " ", count: room - before)
  }
}

extension StyledRun {
  fileprivate var bold: StyledRun {
    var run = self
    run.attributes.isBold = true
    return run
  }
}
