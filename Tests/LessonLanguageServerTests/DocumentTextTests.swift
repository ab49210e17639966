import LessonFormat
import LessonTangle
import RandomLessons
import Testing

@testable import LessonLanguageServer

@Suite("The text of a document") struct DocumentTextTests {
  private func edited(_ text: String, _ start: (Int, Int), _ end: (Int, Int), _ new: String) -> String {
    var document = DocumentText(text)
    document.replace(
      from: TextPosition(line: start.0, character: start.1), to: TextPosition(line: end.0, character: end.1), with: new)
    return String(decoding: document.source.bytes, as: UTF8.self)
  }

  @Test("positions count UTF-16 code units") func units() {
    #expect(edited("a😀é→b", (0, 3), (0, 5), "") == "a😀b")
    #expect(edited("e\u{301}x", (0, 2), (0, 3), "y") == "e\u{301}y")
  }

  @Test("a position in the middle of an emoji is at its start") func insidePair() {
    #expect(edited("a😀b", (0, 2), (0, 2), "x") == "ax😀b")
  }

  @Test("positions outside the text are moved into it") func outside() {
    #expect(edited("ab\ncd\n", (0, 99), (0, 99), "x") == "abx\ncd\n")
    #expect(edited("ab\ncd\n", (2, 0), (9, 9), "x") == "ab\ncd\nx")
    #expect(edited("ab\ncd", (7, 0), (7, 1), "x") == "ab\ncdx")
    #expect(edited("ab", (-1, -5), (0, -1), "x") == "xab")
    #expect(edited("ab", (0, 2), (0, 0), "x") == "x")
    #expect(edited("", (5, 5), (6, 6), "x") == "x")
    #expect(edited("ab", (0, 0), (Int.max, Int.max), "x") == "x")
  }

  @Test("each kind of newline ends a line") func newlines() {
    #expect(edited("a\r\nb\rc\nd", (1, 0), (3, 0), "") == "a\r\nd")
    #expect(edited("a\r\nb", (0, 1), (1, 0), "") == "ab")
    #expect(edited("a\r\nb", (0, 9), (0, 9), "x") == "ax\r\nb")
  }

  /// The text as the protocol defines it, without any of the document's own machinery.
  private struct Model {
    var units: [UInt16]

    func offset(_ position: TextPosition) -> Int {
      var (line, index) = (0, 0)
      while line < position.line {
        guard let end = units[index...].firstIndex(where: { $0 == 10 || $0 == 13 }) else { return units.count }
        index = end + (units[end] == 13 && end + 1 < units.count && units[end + 1] == 10 ? 2 : 1)
        line += 1
      }
      let end = units[index...].firstIndex { $0 == 10 || $0 == 13 } ?? units.count
      index = min(end, index + position.character)
      let isInside = index > 0 && index < units.count && UTF16.isTrailSurrogate(units[index])
      return isInside ? index - 1 : index
    }
  }

  @Test("after random edits the text is the editor's", arguments: Cases.seeds(200)) func randomEdits(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let pieces = [
      "a", "é", "😀", "\n", "\r\n", "\r", "```swift-cell id=a\n", "```\n", "x.count", "\t", "e\u{301}", "", "\u{FEFF}",
    ]
    func text() -> String { (0..<random.below(6)).map { _ in random.pick(pieces) }.joined() }
    let start = String(decoding: RandomDocument(using: &random).bytes, as: UTF8.self)
    var document = DocumentText(start)
    var model = Model(units: Array(start.utf16))
    for _ in 0..<20 {
      let lines = document.source.lineCount + 2
      func position() -> TextPosition { TextPosition(line: random.below(lines), character: random.below(12)) }
      let (a, b, new) = (position(), position(), text())
      let (first, last) = (model.offset(min(a, b)), model.offset(max(a, b)))
      let change = document.replace(from: a, to: b, with: new)
      model.units.replaceSubrange(first..<max(first, last), with: new.utf16)
      #expect(String(decoding: document.source.bytes, as: UTF8.self) == String(decoding: model.units, as: UTF16.self))
      #expect(document.offset(of: change.newEnd) >= document.offset(of: change.start))
    }
  }

  @Test("what stands after a change moves with the text, and what was replaced is at its start") func moves() {
    var document = DocumentText("one\ntwo three\nfour")
    let change = document.replace(
      from: TextPosition(line: 0, character: 1), to: TextPosition(line: 1, character: 4), with: "x\ny\nz")
    #expect(change.moved(TextPosition(line: 0, character: 0)) == TextPosition(line: 0, character: 0))
    #expect(change.moved(TextPosition(line: 1, character: 1)) == TextPosition(line: 0, character: 1))
    #expect(change.moved(TextPosition(line: 1, character: 6)) == TextPosition(line: 2, character: 3))
    #expect(change.moved(TextPosition(line: 2, character: 2)) == TextPosition(line: 3, character: 2))
  }
}
