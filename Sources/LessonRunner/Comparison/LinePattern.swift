import LessonFormat

/// A line of expected output, prepared for comparison with printed lines.
///
/// The line is a sequence of segments with any text between them. Each segment is compared token by token: numbers within the
/// tolerance, everything else exactly. Without a tolerance, a segment is just its bytes.
struct LinePattern {
  /// The line in the lesson, without trailing whitespace.
  let text: ArraySlice<UInt8>
  private let segments: [[LineToken]]
  /// The same segments as plain text, because next to an elision, a number may be only part of one.
  private let plainSegments: [[LineToken]]
  private let tolerance: Double?

  /// Creates a pattern.
  ///
  /// - Parameters:
  ///   - text: the expected line.
  ///   - elides: whether `[..]` matches any text.
  ///   - tolerance: the tolerance for numbers, or nil to compare the exact text.
  init(_ text: ArraySlice<UInt8>, elides: Bool, tolerance: Double?) {
    self.text = text
    self.tolerance = tolerance
    let parts = elides ? text.split(separating: Array("[..]".utf8)) : [text]
    plainSegments = parts.map { [.text($0)] }
    segments = tolerance == nil ? plainSegments : parts.map { LineToken.tokens(of: $0) }
  }

  /// Whether the line contains `[..]` as an elision.
  var hasElision: Bool { segments.count > 1 }

  /// Whether the line matches only itself.
  var isExact: Bool { tolerance == nil && !hasElision }

  /// Returns whether a printed line matches; false if the work is exhausted.
  func matches(_ line: ArraySlice<UInt8>, _ work: ComparisonWork) -> Bool {
    guard !work.isExhausted else { return false }
    if line.count == text.count {
      work.spend(text.count)
      if line == text { return true }
    }
    if isExact { return false }
    return matches(line, segments, work) || (hasElision && tolerance != nil && matches(line, plainSegments, work))
  }

  private func matches(_ line: ArraySlice<UInt8>, _ segments: [[LineToken]], _ work: ComparisonWork) -> Bool {
    func end(of segment: [LineToken], in line: ArraySlice<UInt8>, from start: Int) -> Int? {
      guard !work.isExhausted else { return nil }
      return self.end(of: segment, in: line, from: start, work)
    }
    guard segments.count > 1 else { return end(of: segments[0], in: line, from: line.startIndex) == line.endIndex }
    // The first segment must be at the start and the last at the end; each of the others matches as early as possible.
    guard var position = end(of: segments[0], in: line, from: line.startIndex) else { return false }
    for segment in segments[1..<(segments.count - 1)] {
      guard let next = (position...line.endIndex).lazy.compactMap({ end(of: segment, in: line, from: $0) }).first
      else { return false }
      position = next
    }
    let last = segments[segments.count - 1]
    return (position...line.endIndex).contains { end(of: last, in: line, from: $0) == line.endIndex }
  }

  /// Returns the end of a segment that begins at a position, or nil if it does not match there.
  private func end(
    of segment: [LineToken], in line: ArraySlice<UInt8>, from start: Int, _ work: ComparisonWork
  ) -> Int? {
    var position = start
    defer { work.spend(position - start) }
    func skipWhitespace() -> Bool {
      let from = position
      while position < line.endIndex, line[position].isSpaceOrTab {
        position += 1
      }
      return position > from
    }
    for (index, token) in segment.enumerated() {
      switch token {
      case .text(let bytes):
        guard let next = bytes.end(in: line, from: position, work) else { return nil }
        position = next
      case .whitespace:
        // A number may be wider or narrower than the expected one, and so may the whitespace before it.
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
  /// Returns the end of these bytes in others that continue with them from a position, or nil if they do not.
  fileprivate func end(in others: ArraySlice<UInt8>, from position: Int, _ work: ComparisonWork) -> Int? {
    guard others.endIndex - position >= count else { return nil }
    for (offset, byte) in enumerated() where others[position + offset] != byte {
      work.spend(offset)
      return nil
    }
    return position + count
  }

  /// Returns the parts before, between and after all occurrences of a separator.
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
