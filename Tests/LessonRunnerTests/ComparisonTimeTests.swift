import LessonFormat
import Testing

@testable import LessonRunner

@Suite("The time of a comparison")
struct ComparisonTimeTests {
  private static func lines(_ line: String, _ count: Int) -> String { String(repeating: line + "\n", count: count) }

  @Test("grows only with the length of the outputs if lines are compared exactly")
  func exact() {
    let expected = "...\n" + Self.lines("a", 2000) + "b\n...\n"
    let time = ContinuousClock().measure {
      #expect(OutputMatcher(expected).mismatch(Self.lines("a", 50_000)) != nil)
      #expect(OutputMatcher(expected).mismatch(Self.lines("a", 50_000) + "b\nc\n") == nil)
    }
    #expect(time < .seconds(20))
  }

  @Test("Between elisions, lines match where they first occur")
  func search() {
    let actual = "a b a b a b a c a b d".split(separator: " ")
    for length in 1..<5 {
      for start in 0..<actual.count - length {
        let part = actual[start..<start + length]
        let first = (0...start).first { actual[$0..<$0 + length].elementsEqual(part) } ?? start
        let search = LineSearch(part.map { Array($0.utf8)[...] })
        #expect(search.first(in: actual.map { Array($0.utf8)[...] }[...]) == first)
      }
    }
    #expect(LineSearch([[97], [98]]).first(in: [[97], [97]]) == nil)
    #expect(LineSearch([]).first(in: [[97]]) == 0)
  }

  @Test(
    "is limited, and beyond the limit the outputs do not match",
    arguments: [
      (
        String(repeating: "[..]" + String(repeating: "a", count: 500) + "b", count: 3) + "[..]",
        String(repeating: "a", count: 100_000)
      ),
      (lines("a[..]", 1000) + "b", lines("ax", 10_000)), (lines("[..]1.5", 500) + "b", lines("a1.5", 10_000)),
    ])
  func limited(_ expected: String, _ actual: String) throws {
    for tolerance in [nil, 0.1] {
      let matcher = OutputMatcher("...\n\(expected)\n...\n", tolerance: tolerance, workLimit: 100_000)
      let time = ContinuousClock().measure {
        #expect(matcher.mismatch(actual)?.isUndecided == true)
        #expect(!matcher.changes(to: actual).isEmpty)
      }
      #expect(time < .seconds(20))
    }
  }

  @Test("Below the limit, comparing is exact")
  func decided() {
    let matcher = OutputMatcher("...\n" + Self.lines("a[..]", 100) + "b\n...\n")
    #expect(matcher.mismatch(Self.lines("ax", 300))?.isUndecided == false)
    #expect(matcher.mismatch(Self.lines("ax", 300) + "b\n") == nil)
  }
}
