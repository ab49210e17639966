/// A line of expected output, ready to be compared with lines that were printed.
///
/// The line is a chain of segments with any text between them. Each segment is compared token by token: numbers within the
/// tolerance, everything else as it stands. Without a tolerance a segment is just its bytes.
struct LinePattern {
  /// The line as the lesson has it, without blanks at its end.
  let text: ArraySlice<UInt8>
  private let segments: [[LineToken]]
  /// The same segments as they stand: beside an elision, a number may be only a part of one.
  private let plainSegments: [[LineToken]]
  private let tolerance: Double?

  /// - Parameters:
  ///   - text: the expected line.
  ///   - elides: whether `[..]` stands for any text.
  ///   - tolerance: how far a number may be off; nil for exact text.
  init(_ text: ArraySlice<UInt8>, elides: Bool, tolerance: Double?) {
    self.text = text
    self.tolerance = tolerance
    let parts = elides ? text.split(separating: Array("[..]".utf8)) : [text]
    plainSegments = parts.map { [.text($0)] }
    segments = tolerance == nil ? plainSegments : parts.map { LineToken.tokens(of: $0) }
  }

  /// Whether `[..]` stands in the line.
  var hasElision: Bool { segments.count > 1 }

  /// Whether a printed line fits.
  func matches(_ line: ArraySlice<UInt8>) -> Bool {
    line == text || matches(line, segments) || (hasElision && tolerance != nil && matches(line, plainSegments))
  }

  private func matches(_ line: ArraySlice<UInt8>, _ segments: [[LineToken]]) -> Bool {
    guard segments.count > 1 else { return end(of: segments[0], in: line, from: line.startIndex) == line.endIndex }
    // The first segment stands at the start, the last at the end, each other as early as it can.
    guard var position = end(of: segments[0], in: line, from: line.startIndex) else { return false }
    for segment in segments[1..<(segments.count - 1)] {
      guard let next = (position...line.endIndex).lazy.compactMap({ end(of: segment, in: line, from: $0) }).first
      else { return false }
      position = next
    }
    let last = segments[segments.count - 1]
    return (position...line.endIndex).contains { end(of: last, in: line, from: $0) == line.endIndex }
  }

  /// Where a segment that begins at a position ends; nil where it does not fit there.
  private func end(of segment: [LineToken], in line: ArraySlice<UInt8>, from start: Int) -> Int? {
    var position = start
    func skipWhitespace() -> Bool {
      let from = position
      while position < line.endIndex, line[position] == UInt8(ascii: " ") || line[position] == UInt8(ascii: "\t") {
        position += 1
      }
      return position > from
    }
    for (index, token) in segment.enumerated() {
      switch token {
      case .text(let bytes):
        guard line[position...].starts(with: bytes) else { return nil }
        position += bytes.count
      case .whitespace:
        // A number may take more columns or fewer than the expected one, and so the blanks before it.
        let isBeforeNumber = if index + 1 < segment.count, case .number = segment[index + 1] { true } else { false }
        if !skipWhitespace(), !isBeforeNumber { return nil }
      case .number(let expected):
        _ = skipWhitespace()
        guard let (actual, end) = LineToken.number(in: line, at: position),
          expected.matches(actual, tolerance: tolerance)
        else { return nil }
        position = end
      }
    }
    return position
  }
}

extension ArraySlice<UInt8> {
  /// The parts before, between and after every event of a run of bytes.
  fileprivate func split(separating separator: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = startIndex
    var position = startIndex
    while position < endIndex {
      if self[position...].starts(with: separator) {
        parts.append(self[start..<position])
        position += separator.count
        start = position
      } else {
        position += 1
      }
    }
    return parts + [self[start...]]
  }
}
