import LessonFormat

/// Compares a cell's output with the expected output.
///
/// Whitespace at the end of a line and empty lines at the end of the text are ignored. A line of only `...` matches any
/// lines, and `[..]` matches any text within a line, unless the expected output is literal.
public struct OutputMatcher {
  private enum Expected {
    case line(LinePattern)
    /// An elision, which matches any lines.
    case anything(ArraySlice<UInt8>)

    /// The line's pattern, or nil for an elision.
    var pattern: LinePattern? { if case .line(let pattern) = self { pattern } else { nil } }
  }

  private let expected: [Expected]
  private let tolerance: Double?
  private let workLimit: Int

  /// Creates a matcher.
  ///
  /// - Parameters:
  ///   - expected: the expected output, or nil if nothing may be printed.
  ///   - tolerance: the tolerance for numbers: absolute if the expected number is 0, otherwise relative; nil to compare the exact text.
  public init(_ expected: ExpectedOutput?, tolerance: Double?) {
    self.init(expected?.text ?? "", isLiteral: expected?.isLiteral ?? false, tolerance: tolerance)
  }

  init(
    _ text: String, isLiteral: Bool = false, tolerance: Double? = nil, workLimit: Int = ComparisonWork.limit
  ) {
    (self.tolerance, self.workLimit) = (tolerance, workLimit)
    expected = Self.lines(of: text).map { line in
      !isLiteral && Self.isEllipsis(line)
        ? .anything(line) : .line(LinePattern(line, elides: !isLiteral, tolerance: tolerance))
    }
  }

  /// Returns how a text differs from the expected one, or nil if it matches.
  public func mismatch(_ text: String) -> Mismatch? {
    let actual = Self.lines(of: text)
    let work = ComparisonWork(limit: workLimit)
    guard !fits(actual, work) else { return nil }
    var mismatch = describe(steps(to: actual), actual)
    mismatch.isUndecided = work.isExhausted
    return mismatch
  }

  /// Returns the runs of expected lines that no longer match, each with the lines that were printed instead.
  ///
  /// Lines that match are left alone, and so are elisions. The result is empty if the text matches.
  public func changes(to text: String) -> [OutputChange] {
    let actual = Self.lines(of: text)
    guard !fits(actual, ComparisonWork(limit: workLimit)) else { return [] }
    var changes: [OutputChange] = []
    var next = 0
    func note(_ lines: Range<Int>, _ text: [String]) {
      if let last = changes.last, last.lines.upperBound == lines.lowerBound {
        changes[changes.count - 1].lines = last.lines.lowerBound..<lines.upperBound
        changes[changes.count - 1].text += text
      } else {
        changes.append(OutputChange(lines: lines, text: text))
      }
      next = lines.upperBound
    }
    for step in steps(to: actual) {
      switch step {
      case .fit(let e, _), .elision(let e): next = e + 1
      case .elided: break
      case .similar(let e, let a): note(e..<e + 1, [String(decoding: actual[a], as: UTF8.self)])
      case .missing(let e): note(e..<e + 1, [])
      case .unexpected(let a, before: _): note(next..<next, [String(decoding: actual[a], as: UTF8.self)])
      }
    }
    return changes
  }

  /// Returns whether a printed line, recorded as it is, would match other lines too.
  public static func elides(_ line: String) -> Bool {
    isEllipsis(Array(line.utf8)[...]) || LinePattern(Array(line.utf8)[...], elides: true, tolerance: nil).hasElision
  }

  /// Returns the lines of a text in the form in which they are compared: without trailing whitespace and without empty lines at the end.
  public static func comparedLines(of text: String) -> [String] {
    lines(of: text).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Aligns printed lines with the expected ones.
  private func steps(to actual: [ArraySlice<UInt8>]) -> [Alignment.Step] {
    let work = ComparisonWork(limit: workLimit)
    // Only the lines from the first to the last difference need to be aligned.
    let shorter = min(expected.count, actual.count)
    let head = (0..<shorter).prefix { fits($0, actual[$0], work) }.count
    let tail = (0..<shorter - head).prefix { fits(expected.count - 1 - $0, actual[actual.count - 1 - $0], work) }.count
    let (expectedEnd, actualEnd) = (expected.count - tail, actual.count - tail)
    let patterns = expected[head..<expectedEnd].map { $0.pattern?.skeleton }
    let printed = actual[head..<actualEnd].map { LineToken.skeleton(of: $0) }
    let elisions = expected[head..<expectedEnd].map { $0.pattern == nil }
    var middle = Alignment(elisions: elisions, actual: printed.count) { e, a in
      guard let pattern = expected[head + e].pattern, let skeleton = patterns[e] else { return .differs }
      if pattern.matches(actual[head + a], work) { return .fits }
      if skeleton.text.count == printed[a].text.count { work.spend(skeleton.text.count) }
      return work.isExhausted ? .differs : pattern.fit(skeleton, printed[a])
    }.steps
    if work.isExhausted { middle = Alignment(replacing: elisions.count, by: printed.count).steps }
    return (0..<head).map { Alignment.Step.fit($0, $0) } + middle.map { $0.moved(by: head) }
      + (0..<tail).map { .fit(expectedEnd + $0, actualEnd + $0) }
  }

  /// Returns whether printed lines match: between elisions, each run of lines matches as early as possible.
  private func fits(_ actual: [ArraySlice<UInt8>], _ work: ComparisonWork) -> Bool {
    let runs = expected.indices.split(omittingEmptySubsequences: false) { expected[$0].pattern == nil }
    guard runs.count > 1 else {
      return expected.count == actual.count && expected.indices.allSatisfy { fits($0, actual[$0], work) }
    }
    func matches(_ run: Range<Int>, at start: Int) -> Bool {
      start + run.count <= actual.count && zip(run, actual[start...]).allSatisfy { fits($0, $1, work) }
    }
    guard matches(runs[0], at: 0) else { return false }
    var position = runs[0].count
    for run in runs[1..<(runs.count - 1)] {
      let lines = run.compactMap { expected[$0].pattern }
      let start =
        lines.allSatisfy(\.isExact)
        ? LineSearch(lines.map(\.text)).first(in: actual[position...])
        : (position..<actual.count + 1).first { matches(run, at: $0) }
      guard let start else { return false }
      position = start + run.count
    }
    let last = runs[runs.count - 1]
    return actual.count - last.count >= position && matches(last, at: actual.count - last.count)
  }

  private func fits(_ index: Int, _ line: ArraySlice<UInt8>, _ work: ComparisonWork) -> Bool {
    expected[index].pattern?.matches(line, work) ?? false
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

  private static func isEllipsis(_ line: ArraySlice<UInt8>) -> Bool {
    line.drop(while: \.isSpaceOrTab).elementsEqual("...".utf8)
  }

  /// Returns the lines of a text without trailing whitespace and without empty lines at the end.
  private static func lines(of text: String) -> [ArraySlice<UInt8>] {
    let whitespace = Set(" \t\r".utf8)
    var lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line[..<(line.lastIndex { !whitespace.contains($0) }.map { $0 + 1 } ?? line.startIndex)]
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension LinePattern {
  /// The line's text and numbers, or nil for a line with elisions, which cannot be compared in this way.
  fileprivate var skeleton: LineToken.Skeleton? { hasElision ? nil : LineToken.skeleton(of: text) }

  /// Returns how close a printed line is that does not match.
  fileprivate func fit(_ own: LineToken.Skeleton, _ printed: LineToken.Skeleton) -> Alignment.Fit {
    guard own.text == printed.text, own.numbers.count == printed.numbers.count, !own.numbers.isEmpty else {
      return .differs
    }
    let equal = zip(own.numbers, printed.numbers).count { $0 == $1 }
    return equal * 2 >= own.numbers.count ? .similar : .alike
  }
}

extension Alignment.Step {
  /// Returns the step for lines that are further down.
  fileprivate func moved(by count: Int) -> Alignment.Step {
    switch self {
    case .fit(let e, let a): .fit(e + count, a + count)
    case .similar(let e, let a): .similar(e + count, a + count)
    case .missing(let e): .missing(e + count)
    case .unexpected(let a, let e): .unexpected(a + count, before: e + count)
    case .elision(let e): .elision(e + count)
    case .elided(let a): .elided(a + count)
    }
  }
}

extension LineToken {
  /// A line's text without whitespace and with a marker for each number, and its numbers.
  typealias Skeleton = (text: [UInt8], numbers: [Number])

  static func skeleton(of line: ArraySlice<UInt8>) -> Skeleton {
    var (text, numbers): ([UInt8], [Number]) = ([], [])
    for token in tokens(of: line) {
      switch token {
      case .text(let bytes): text += bytes
      case .whitespace: continue
      case .number(let number):
        text.append(0)
        numbers.append(number)
      }
    }
    return (text, numbers)
  }
}

/// Counts the differing numbers of two texts and keeps the pair that differs most.
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
        relative: distance.relative, isExact: !expected.isFloat || !actual.isFloat)
    }
  }
}

extension [Mismatch.Change] {
  /// The changes with the missing lines of each run before the unexpected ones, as in a diff.
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
