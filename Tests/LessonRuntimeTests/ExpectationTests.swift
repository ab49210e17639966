import Synchronization
import Testing

@testable import LessonRuntime

/// Calls of `expect`, and what they report.
private struct ExpectationCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var calls: @Sendable () throws -> Void
  /// The reports as text: ✓ or ✗, what was expected, what there was, where they differ, and the known mistake.
  var reports: [String]

  init(_ description: String, _ reports: String..., calls: @escaping @Sendable () throws -> Void) {
    (testDescription, self.reports, self.calls) = (description, reports, calls)
  }
}

private typealias Expectation = LessonRuntime.Expectation

private struct Oops: Error {}

/// A value with a shape, which can be compared exactly, too.
private struct Matrix: ElementwiseComparable, Equatable, CustomStringConvertible {
  var elementShape: [Int]
  var elements: [Double]

  init(_ elementShape: [Int], _ elements: [Double]) { (self.elementShape, self.elements) = (elementShape, elements) }

  var description: String { "m\(elements)" }
}

private func oops<Value>(_: Value) throws -> Value { throw Oops() }

private let numbers = [
  ExpectationCase("equal numbers", "✓", "✓", "✓") {
    expect(1.5, equals: 1.5, "")
    expect(Float(0.1) + 0.2, equals: 0.3, "")
    expect(0.1 + 0.2, equals: 0.3, "")
  },
  ExpectationCase("different numbers", "✗ 2.0 | 2.1", "✗ 3 | 4", "✗ 3.0 | 4.0") {
    expect(2.1, equals: 2, "")
    expect(4 as Int, equals: 3, "")
    // Swift takes literals on both sides for numbers with a tolerance.
    expect(4, equals: 3, "")
  },
  ExpectationCase("a relative tolerance", "✓", "✗ 1000.0 | 1011.0", "✓", "✗ -1000.0 | -989.0") {
    expect(1009.0, equals: 1000, tolerance: 0.01, "")
    expect(1011.0, equals: 1000, tolerance: 0.01, "")
    expect(-991.0, equals: -1000, tolerance: 0.01, "")
    expect(-989.0, equals: -1000, tolerance: 0.01, "")
  },
  ExpectationCase("an absolute tolerance where 0 is expected", "✓", "✓", "✗ 0.0 | 0.02") {
    expect(0.009, equals: 0, tolerance: 0.01, "")
    expect(-0.009, equals: -0.0, tolerance: 0.01, "")
    expect(0.02, equals: 0, tolerance: 0.01, "")
  },
  ExpectationCase("no tolerance", "✓", "✗ 0.3 | 0.30000000000000004") {
    expect(0.5, equals: 0.5, tolerance: 0, "")
    expect(0.1 + 0.2, equals: 0.3, tolerance: 0, "")
  },
  ExpectationCase("NaN", "✓", "✗ nan | 1.0", "✗ 1.0 | nan") {
    expect(Double.nan, equals: .nan, "")
    expect(1.0, equals: .nan, "")
    expect(Float.nan, equals: 1, "")
  },
  ExpectationCase("infinity", "✓", "✗ inf | 5.0", "✗ inf | -inf", "✗ 5.0 | inf", "✗ inf | nan", "✗ -inf | 0.0") {
    expect(Double.infinity, equals: .infinity, "")
    expect(5.0, equals: .infinity, "")
    expect(-Double.infinity, equals: .infinity, tolerance: 0.5, "")
    expect(Float.infinity, equals: 5, "")
    expect(Double.nan, equals: .infinity, "")
    expect(0.0, equals: -.infinity, "")
  },
  ExpectationCase("a known mistake", "✗ 2.0 | 3.000001 | | three", "✗ 2.0 | 4.0", "✓", "✗ 2 | 3 | | three") {
    expect(3.000001, equals: 2, "", mistakes: [3: "three", 3.0: "later"])
    expect(4.0, equals: 2, "", mistakes: [3: "three"])
    expect(2.0, equals: 2, "", mistakes: [2: "two"])
    expect(3 as Int, equals: 2, "", mistakes: [3: "three"])
  },
]

private let collections = [
  ExpectationCase("equal collections of numbers", "✓", "✓", "✓", "✓", "✓") {
    expect([0.1 + 0.2, 1], equals: [0.3, 1], "")
    expect([Float(0.1) + 0.2], equals: [0.3], "")
    expect([1.0, 2][...], equals: [1, 2], "")
    expect([Double](), equals: [], "")
    expect([1, 2] as [Int], equals: [1, 2], "")
  },
  ExpectationCase("sets of numbers, which have no order", "✓", "✗ [1.0] | [2.0]") {
    var set = Set((0..<100).map(Double.init))
    set.reserveCapacity(1000)
    expect(set, equals: Set((0..<100).map(Double.init)), "")
    expect(Set([2.0]), equals: [1], "")
  },
  ExpectationCase(
    "different numbers", "✗ [1.0, 2.0] | [1.0, 3.0] | number 1 is 3.0 instead of 2.0", "✗ [1.0] | [2.0]",
    "✗ [1.0] | [1.0, 2.0] | it has 2 numbers instead of 1", "✗ [1.0, nan] | [1.0, 2.0] | number 1 is 2.0 instead of nan"
  ) {
    expect([1.0, 3.0], equals: [1, 2], "")
    expect([2.0], equals: [1], "")
    expect([1, 2.0], equals: [1], "")
    expect([1, 2], equals: [1, Double.nan], "")
  },
  ExpectationCase(
    "different collections", "✗ [1, 2] | [1, 3] | element 1 is 3 instead of 2",
    "✗ [1] | [] | it has 0 elements instead of 1",
    "✗ [\"a\"] | [\"b\"] | element 0 is \"b\" instead of \"a\"", "✗ [1: 2] | [1: 3]"
  ) {
    expect([1, 3] as [Int], equals: [1, 2], "")
    expect([Int](), equals: [1], "")
    expect(["b"], equals: ["a"], "")
    expect([1: 3], equals: [1: 2], "")
  },
  ExpectationCase(
    "a known mistake", "✗ [1.0] | [2.0] | | doubled", "✗ [1] | [2] | element 0 is 2 instead of 1 | doubled"
  ) {
    expect([2.0], equals: [1], "", mistakes: [[2]: "doubled"])
    expect([2] as [Int], equals: [1], "", mistakes: [[2]: "doubled"])
  },
]

private let others = [
  ExpectationCase(
    "texts", "✓", "✗ \"ab\" | \"abc\" | it goes on after the 2 characters that are expected",
    "✗ \"abc\" | \"ab\" | it ends after 2 of 3 characters", "✗ \"abc\" | \"abd\" | the first 2 characters are right",
    "✗ \"a\" | \"b\"", "✗ \"a\" | \"\"", "✗ \"a\" | \"b\" | | bee"
  ) {
    expect("é", equals: "e\u{301}", "")
    expect("abc", equals: "ab", "")
    expect("ab", equals: "abc", "")
    expect("abd", equals: "abc", "")
    expect("b", equals: "a", "")
    expect("", equals: "a", "")
    expect("b", equals: "a", "", mistakes: ["b": "bee"])
  },
  ExpectationCase("optionals", "✓", "✓", "✗ 3 | nil", "✗ nil | 3", "✗ 3 | 4 | | four", "✗ nil | \"a\"") {
    expect(Int("3"), equals: 3, "")
    expect(Int("x"), equals: nil, "")
    expect(Int("x"), equals: 3, "")
    expect(Int("3"), equals: nil, "")
    expect(Int("4"), equals: 3, "", mistakes: [nil: "none", 4: "four"])
    expect("a".isEmpty ? nil : "a", equals: nil, "")
  },
  ExpectationCase(
    "values with a shape", "✓", "✗ shape [2, 3] | shape [3, 2]",
    "✗ shape [1, 2] | shape [2] | it has 1 dimension instead of 2",
    "✗ m[0.0, 0.0, 0.0, 1.0] | m[0.0, 0.0, 2.0, 0.0] | element [1, 0] is 2.0 instead of 0.0",
    "✗ m[1.0] | m[2.0] | | doubled"
  ) {
    expect(Matrix([1], [0.1 + 0.2]), equals: Matrix([1], [0.3]), "")
    expect(Matrix([3, 2], .init(repeating: 0, count: 6)), equals: Matrix([2, 3], .init(repeating: 0, count: 6)), "")
    expect(Matrix([2], [0, 0]), equals: Matrix([1, 2], [0, 0]), "")
    expect(Matrix([2, 2], [0, 0, 2, 0]), equals: Matrix([2, 2], [0, 0, 0, 1]), "")
    expect(Matrix([], [2]), equals: Matrix([], [1]), "", mistakes: [Matrix([], [2]): "doubled"])
  },
  ExpectationCase("conditions", "✓", "✗", "✗ | the error “Oops()”") {
    expect(1 < 2, "")
    expect([1].isEmpty, "")
    expect(try oops(true), "")
  },
  ExpectationCase(
    "an answer that throws", "✗ | the error “Oops()”", "✗ | the error “Oops()”", "✗ | the error “Oops()”",
    "✗ | the error “Oops()”"
  ) {
    expect(try oops(1), equals: 1, "")
    expect(try oops(1.5), equals: 1.5, "", mistakes: [1: "one"])
    expect(try oops([1.5]), equals: [1.5], "")
    expect(try oops(Matrix([], [1])), equals: Matrix([], [1]), "")
  },
  ExpectationCase(
    "errors", "✓ an error with “Oops”", "✗ an error with “no” | the error “Oops()”",
    "✗ an error with “x” | no error, but 1", "✗ an error with “x” | no error, but ()"
  ) {
    expect(try oops(1), throws: "Oops", "")
    expect(try oops(1), throws: "no", "")
    expect(1, throws: "x", "")
    expect((), throws: "x", "")
  },
]

@Suite("An expectation", .serialized)
struct ExpectationTests {
  private static let received = Mutex<[Expectation]>([])

  private func reports(_ calls: () throws -> Void) rethrows -> [Expectation] {
    Self.received.withLock { $0 = [] }
    LessonChannel.open(variant: nil) { message in
      if case .expectation(let expectation) = message { Self.received.withLock { $0.append(expectation) } }
    }
    try calls()
    return Self.received.withLock { $0 }
  }

  @Test("reports what differs", arguments: numbers + collections + others)
  private func table(_ test: ExpectationCase) throws {
    #expect(try reports(test.calls).map(\.summary) == test.reports)
  }

  @Test("keeps its sentence, and does not end the check")
  func all() throws {
    let all = try reports {
      expect(false, "a")
      expect(1, equals: 2, "b")
      expect(try oops(1.0), equals: 2, "c")
      expect(true, "d")
    }
    #expect(all.map(\.sentence) == ["a", "b", "c", "d"] && all.map(\.isMet) == [false, false, false, true])
  }

  @Test("Longer texts are cut", arguments: ["x", "é", "\u{1F468}\u{200D}\u{1F469}"])
  func cut(_ character: String) {
    let text = { (count: Int) in String(repeating: character, count: count) }
    let limit = Expectation.textLimit / character.unicodeScalars.count
    let short = Expectation(text(limit), isMet: false, expected: text(limit))
    #expect(short.sentence == text(limit) && short.expected == text(limit))
    let long = Expectation(
      text(limit + 9), isMet: false, actual: text(limit + 9), difference: text(9 * limit), mistake: "m")
    for cut in [long.sentence, long.actual, long.difference] {
      #expect(cut?.hasSuffix(" …") == true && cut?.hasPrefix(text(limit - 1)) == true)
      #expect((cut ?? "").unicodeScalars.count <= Expectation.textLimit + 2)
    }
    #expect(long.mistake == "m" && long.expected == nil)
    let marks = Expectation("e" + String(repeating: "\u{301}", count: 100_000), isMet: true)
    #expect(marks.sentence.unicodeScalars.count <= Expectation.textLimit + 2)
  }
}

@Suite("A place to fill in")
struct ToDoTests {
  private func number() -> Float { todo("a number") }
  private func numbers() throws -> [Int] {
    let count: Int = todo("a count")
    return [count]
  }
  private func nothing() { todo("statements") }
  private func some(_ value: Int) async -> String? {
    if value > 3 { return todo("a text") }
    todo("the rest")
    return nil
  }

  @Test("takes the place of a value of any type and of a statement")
  func compiles() {
    let places: [Any] = [number, numbers, nothing, some]
    #expect(places.count == 4)
  }
}

extension LessonRuntime.Expectation {
  fileprivate var summary: String {
    var parts = [expected, actual, difference, mistake].map { $0 ?? "" }
    while parts.last == "" { parts.removeLast() }
    if parts.first == "" {
      parts[0] = isMet ? "✓" : "✗"
    } else if !parts.isEmpty {
      parts[0] = (isMet ? "✓ " : "✗ ") + parts[0]
    }
    if parts.isEmpty { parts = [isMet ? "✓" : "✗"] }
    return parts.joined(separator: " | ").replacing("|  |", with: "| |")
  }
}
