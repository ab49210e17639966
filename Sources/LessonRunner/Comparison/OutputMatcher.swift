import LessonFormat

/// Compares what a cell printed with what the lesson expects of it.
///
/// Blanks at the end of a line and empty lines at the end of a text do not count. A line of only `...` stands for any
/// lines and `[..]` for any text in a line, unless the expected output is literal.
public struct OutputMatcher {
  private enum Expected {
    case line(LinePattern)
    /// Any lines.
    case anything(ArraySlice<UInt8>)
  }

  private let expected: [Expected]
  private let tolerance: Double?

  /// - Parameters:
  ///   - expected: the expected output; nil where nothing may be printed.
  ///   - tolerance: how far a number may be off: absolute where the expected number is 0, else relative; nil for exact text.
  public init(_ expected: ExpectedOutput?, tolerance: Double?) {
    self.init(expected?.text ?? "", isLiteral: expected?.isLiteral ?? false, tolerance: tolerance)
  }

  init(_ text: String, isLiteral: Bool = false, tolerance: Double? = nil) {
    self.tolerance = tolerance
    expected = Self.lines(of: text).map { line in
      !isLiteral && Self.isEllipsis(line)
        ? .anything(line) : .line(LinePattern(line, elides: !isLiteral, tolerance: tolerance))
    }
  }

  /// Returns how a text differs from the expected one, or nil where it fits.
  public func mismatch(_ text: String) -> Mismatch? {
    let actual = Self.lines(of: text)
    if expected.count == actual.count, zip(expected, actual).allSatisfy({ Self.fits($0, $1) }) { return nil }
    let elisions = expected.map { line in if case .anything = line { true } else { false } }
    let steps = Alignment(elisions: elisions, actual: actual.count) { e, a in
      guard case .line(let pattern) = expected[e] else { return .differs }
      return pattern.matches(actual[a]) ? .fits : pattern.differsOnlyInNumbers(from: actual[a]) ? .similar : .differs
    }.steps
    return steps.allSatisfy(\.isFit) ? nil : describe(steps, actual)
  }

  private func describe(_ steps: [Alignment.Step], _ actual: [ArraySlice<UInt8>]) -> Mismatch {
    var changes: [Mismatch.Change] = []
    var firstLine: Int?
    var numbers = NumberComparison(tolerance: tolerance)
    var onlyNumbersDiffer = true
    for step in steps {
      switch step {
      case .fit(let e, let a):
        changes.append(.same(text(e)))
        if case .line(let pattern) = expected[e], !pattern.hasElision {
          numbers.compare(pattern.text, actual[a], line: e)
        }
      case .elided: break
      case .elision(let e): changes.append(.same(text(e)))
      case .similar(let e, let a):
        changes += [.missing(text(e)), .unexpected(String(decoding: actual[a], as: UTF8.self))]
        firstLine = firstLine ?? e
        if case .line(let pattern) = expected[e] { numbers.compare(pattern.text, actual[a], line: e) }
      case .missing(let e):
        changes.append(.missing(text(e)))
        firstLine = firstLine ?? e
        onlyNumbersDiffer = false
      case .unexpected(let a, before: let e):
        changes.append(.unexpected(String(decoding: actual[a], as: UTF8.self)))
        firstLine = firstLine ?? min(e, max(expected.count - 1, 0))
        onlyNumbersDiffer = false
      }
    }
    return Mismatch(
      changes: changes.grouped, firstLine: firstLine ?? 0, numbers: onlyNumbersDiffer ? numbers.result : nil)
  }

  private func text(_ index: Int) -> String {
    switch expected[index] {
    case .anything(let text): String(decoding: text, as: UTF8.self)
    case .line(let pattern): String(decoding: pattern.text, as: UTF8.self)
    }
  }

  private static func fits(_ expected: Expected, _ actual: ArraySlice<UInt8>) -> Bool {
    switch expected {
    case .anything: true
    case .line(let pattern): pattern.matches(actual)
    }
  }

  private static func isEllipsis(_ line: ArraySlice<UInt8>) -> Bool {
    line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.elementsEqual("...".utf8)
  }

  /// The lines of a text without blanks at their ends and without empty lines at the end.
  private static func lines(of text: String) -> [ArraySlice<UInt8>] {
    let blanks = Set(" \t\r".utf8)
    var lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line[..<(line.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? line.startIndex)]
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension LinePattern {
  /// Whether a printed line has the same text and as many numbers, only not the same ones.
  fileprivate func differsOnlyInNumbers(from line: ArraySlice<UInt8>) -> Bool {
    guard !hasElision else { return false }
    let (a, b) = (LineToken.skeleton(of: text), LineToken.skeleton(of: line))
    return a.text == b.text && a.numbers.count == b.numbers.count && !a.numbers.isEmpty
  }
}

extension LineToken {
  /// A line's text with a mark for each number and without blanks, and its numbers.
  static func skeleton(of line: ArraySlice<UInt8>) -> (text: [UInt8], numbers: [Number]) {
    var (text, numbers): ([UInt8], [Number]) = ([], [])
    for token in tokens(of: line) {
      switch token {
      case .text(let bytes): text += bytes
      case .blanks: continue
      case .number(let number):
        text.append(0)
        numbers.append(number)
      }
    }
    return (text, numbers)
  }
}

/// Counts the numbers of two texts that differ, and keeps the pair that differs most.
private struct NumberComparison {
  let tolerance: Double?
  private var differing = 0
  private var total = 0
  private var worst: Mismatch.Worst?
  private var worstDistance = -1.0

  init(tolerance: Double?) { self.tolerance = tolerance }

  var result: Mismatch.Numbers? {
    worst.map { Mismatch.Numbers(differing: differing, total: total, worst: $0, tolerance: tolerance) }
  }

  mutating func compare(_ expected: ArraySlice<UInt8>, _ actual: ArraySlice<UInt8>, line: Int) {
    let pairs = zip(LineToken.skeleton(of: expected).numbers, LineToken.skeleton(of: actual).numbers)
    for (expected, actual) in pairs {
      total += 1
      guard !expected.matches(actual, tolerance: tolerance) else { continue }
      differing += 1
      let distance = expected.distance(to: actual)
      guard distance.measured > worstDistance else { continue }
      worstDistance = distance.measured
      worst = Mismatch.Worst(
        line: line, actual: actual.text, expected: expected.text, absolute: distance.absolute,
        relative: distance.relative)
    }
  }
}

extension [Mismatch.Change] {
  /// The changes with the missing lines of each run before its unexpected ones, as a diff shows them.
  fileprivate var grouped: [Mismatch.Change] {
    var result: [Mismatch.Change] = []
    var unexpected: [Mismatch.Change] = []
    for change in self {
      switch change {
      case .unexpected: unexpected.append(change)
      case .missing: result.append(change)
      case .same:
        result += unexpected
        unexpected = []
        result.append(change)
      }
    }
    return result + unexpected
  }
}
