extension Lesson {
  /// A heading in the margin.
  package struct Heading: Equatable, Sendable {
    package var level: Int
    /// The lines of the heading, counted from 1; more than one if it is underlined.
    package var lines: Range<Int>
    /// The text without markup.
    package var text: String
  }

  /// The headings, in order.
  package var headings: [Heading] {
    outline.headings.map { Heading(level: $0.level, lines: $0.lines, text: $0.text(in: source)) }
  }

  /// The bytes after the fence on a line, counted from 1, if that opens a block in the margin, whatever its kind.
  package func infoString(onLine line: Int) -> Range<Int>? {
    outline.fences.first { $0.lines.lowerBound == line && $0.container == nil }?.info
  }
}
