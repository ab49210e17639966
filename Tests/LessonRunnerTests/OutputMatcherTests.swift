import Testing

@testable import LessonRunner

/// An expected and a printed text, and whether they match.
struct MatchCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var expected: String
  var actual: String
  var fits: Bool
  var tolerance: Double?
  var isLiteral = false

  init(
    _ description: String, _ expected: String, _ actual: String, _ fits: Bool, tolerance: Double? = nil,
    literal: Bool = false
  ) {
    (testDescription, self.expected, self.actual, self.fits) = (description, expected, actual, fits)
    (self.tolerance, isLiteral) = (tolerance, literal)
  }
}

private let exactCases = [
  MatchCase("equal texts", "a\nb\n", "a\nb\n", true),
  MatchCase("whitespace at the end of a line", "a  \nb\t\n", "a\nb \n", true),
  MatchCase("empty lines at the end", "a\n", "a\n\n\n", true),
  MatchCase("an empty line at the start", "\na\n", "a\n", false),
  MatchCase("a space at the start of a line", " a\n", "a\n", false),
  MatchCase("nothing at all", "", "\n", true),
  MatchCase("a number written differently", "1.0\n", "1.00\n", false),
  MatchCase("an integer for a float", "3\n", "3.0\n", false),
  MatchCase("a carriage return at the end of a line", "a\n", "a\r\n", true),
]

private let elisionCases = [
  MatchCase("any lines", "a\n...\nd\n", "a\nb\nc\nd\n", true),
  MatchCase("no lines", "a\n...\nd\n", "a\nd\n", true),
  MatchCase("any lines at the end", "a\n...\n", "a\nb\n", true),
  MatchCase("any lines at the start", "...\nb\n", "a\nb\n", true),
  MatchCase("nothing but any lines", "...\n", "", true),
  MatchCase("an indented ellipsis", "[\n   ...\n]\n", "[\n1\n2\n]\n", true),
  MatchCase("a line missing after any lines", "a\n...\nd\n", "a\nb\n", false),
  MatchCase("two elisions", "...\nb\n...\nd\n", "a\nb\nc\nb\nd\n", true),
  MatchCase("a tensor's own ellipsis", "tensor([1,  ..., 9])\n", "tensor([1, 2, 9])\n", false),
  MatchCase("a tensor's own line of ellipsis", "[[1],\n ...,\n [9]]\n", "[[1],\n [2],\n [9]]\n", false),
  MatchCase("any text in a line", "at 0x[..] end\n", "at 0x7f end\n", true),
  MatchCase("no text in a line", "a[..]b\n", "ab\n", true),
  MatchCase("any text twice", "[..]b[..]\n", "abc\n", true),
  MatchCase("a part missing after any text", "a[..]c\n", "ab\n", false),
  MatchCase("parts that overlap", "ab[..]bc\n", "abc\n", false),
  MatchCase("a literal ellipsis", "...\n", "a\n", false, literal: true),
  MatchCase("a literal ellipsis that is printed", "...\n[..]\n", "...\n[..]\n", true, literal: true),
]

private let toleranceCases = [
  MatchCase("within the tolerance", "0.1574\n", "0.15741\n", true, tolerance: 1e-3),
  MatchCase("beyond the tolerance", "0.1574\n", "0.1571\n", false, tolerance: 1e-3),
  MatchCase("absolute if 0 is expected", "0.0\n", "0.0005\n", true, tolerance: 1e-3),
  MatchCase("beyond the absolute tolerance", "0.0\n", "0.005\n", false, tolerance: 1e-3),
  MatchCase("an integer is exact", "100\n", "101\n", false, tolerance: 0.5),
  MatchCase("a float is not an integer", "100.0\n", "100\n", false, tolerance: 0.5),
  MatchCase("text between the numbers", "loss 2.47, step 3\n", "loss 2.48, step 3\n", true, tolerance: 0.01),
  MatchCase("other text between the numbers", "loss 2.47\n", "cost 2.47\n", false, tolerance: 0.01),
  MatchCase("a sign that takes a column", "[[ 0.0010, 1.0]\n", "[[-0.0001, 1.0]\n", false, tolerance: 0.01),
  MatchCase("spaces before numbers", "[[ 0.5000, 1.0]\n", "[[0.5001, 1.0]\n", true, tolerance: 0.01),
  MatchCase("exponents", "1.5e-03\n", "0.0015\n", true, tolerance: 1e-6),
  MatchCase("a number in a word is text", "conv2d.5x\n", "conv2d.6x\n", false, tolerance: 1),
  MatchCase("nan and inf are text", "nan inf -inf 1.0\n", "nan inf -inf 1.0\n", true, tolerance: 1e-3),
  MatchCase("nan is not inf", "nan\n", "inf\n", false, tolerance: 1e-3),
  MatchCase("together with any text", "step [..]: 2.50\n", "step 12: 2.51\n", true, tolerance: 0.01),
  MatchCase("together with any lines", "a 1.00\n...\nb 2.00\n", "a 1.001\nx\nb 2.001\n", true, tolerance: 0.01),
  MatchCase("a part of a number next to any text", "row 1 is 0[..]5\n", "row 1 is 0.25\n", true, tolerance: 0.01),
  MatchCase(
    "beyond the tolerance together with any text", "step [..]: 2.50\n", "step 12: 2.91\n", false, tolerance: 0.01),
]

@Suite("The comparison of outputs")
struct OutputMatcherTests {
  @Test("accepts what matches and nothing else", arguments: exactCases + elisionCases + toleranceCases)
  func fits(_ test: MatchCase) {
    let matcher = OutputMatcher(test.expected, isLiteral: test.isLiteral, tolerance: test.tolerance)
    #expect((matcher.mismatch(test.actual) == nil) == test.fits)
  }

  @Test("measures the numbers if nothing else differs")
  func numbers() throws {
    let matcher = OutputMatcher("a [0.1574, 2.0]\n...\nb 0.0 7\n", tolerance: 1e-4)
    let mismatch = try #require(matcher.mismatch("a [0.1571, 2.0]\nx\ny\nb 0.3 7\n"))
    let numbers = try #require(mismatch.numbers)
    #expect(numbers.differing == 2)
    #expect(numbers.total == 4)
    #expect(numbers.worst.line == 2)
    #expect(numbers.worst.actual == "0.3")
    #expect(numbers.worst.relative == nil)
    #expect(mismatch.firstLine == 0)
    #expect(
      mismatch.changes == [
        .missing("a [0.1574, 2.0]"), .unexpected("a [0.1571, 2.0]"), .same("..."), .missing("b 0.0 7"),
        .unexpected("b 0.3 7"),
      ])
  }

  @Test("shows a difference in text as lines, with the expected ones first")
  func lines() throws {
    let mismatch = try #require(OutputMatcher("a\nb\nc\nd\n").mismatch("a\nx\ny\nd\nz\n"))
    #expect(mismatch.numbers == nil)
    #expect(mismatch.firstLine == 1)
    #expect(
      mismatch.changes == [
        .same("a"), .missing("b"), .missing("c"), .unexpected("x"), .unexpected("y"), .same("d"), .unexpected("z"),
      ])
  }

  @Test("aligns a line with the one that is most similar")
  func nearest() throws {
    let mismatch = try #require(
      OutputMatcher("...\nrow 1 is 0.26\n...\n").mismatch("row 0 is 0.0\nrow 1 is 0.25\nrow 2 is 0.5\n"))
    #expect(mismatch.numbers?.worst.actual == "0.25")
    #expect(mismatch.numbers?.worst.expected == "0.26")
  }

  @Test("handles texts with 200,000 lines, with and without elisions")
  func huge() throws {
    let lines = (0..<200_000).map { "\($0)\n" }.joined()
    #expect(OutputMatcher("0\n...\n199999\n").mismatch(lines) == nil)
    #expect(OutputMatcher(lines).mismatch(lines) == nil)
    let mismatch = try #require(OutputMatcher(lines.replacing("\n77777\n", with: "\n7.5\n")).mismatch(lines))
    #expect(mismatch.numbers?.differing == 1)
  }

  @Test("handles texts with 3,000 lines")
  func large() throws {
    let lines = (0..<3000).map { "line \($0)\n" }
    var other = lines
    other[1500] = "another\n"
    let mismatch = try #require(OutputMatcher(lines.joined()).mismatch(other.joined()))
    #expect(!mismatch.changes.isEmpty)
    #expect(OutputMatcher(lines.joined()).mismatch(lines.joined()) == nil)
  }
}
