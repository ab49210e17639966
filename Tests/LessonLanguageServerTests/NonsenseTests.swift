import LessonFormat
import RandomLessons
import Testing

@testable import LessonLanguageServer

@Suite("Nonsense in a cell", .serialized, .enabled(if: Editor.hasCompilerServer))
struct NonsenseTests {
  private static let nonsense = [
    "{", "}", "\"", "\"\"\"", "/*", "*/", "(", ")", "[", "]", "#if", "#endif", "😀", "let ", "\\(", "`", "import ", "@",
    ";", "\n\n", "//", "#\"",
    "/", "do {", "return", "e\u{301}", "\\", "```", "~~~", "\u{0}", "\r",
  ]

  /// A name in each of some cells; its meaning depends on the import in the first one, and on the cells in ``declarations``.
  private static let names = [
    ("average-loop", "zeros([B, T, C])", "func zeros("), ("toy-sums", "randint(0..<10", "func randint("),
    ("toy-past-sums", "ones([3, 3]).tril()", "func ones("), ("weights", "ones([T, T])", "func ones("),
    ("scores", "zeros([T, T])", "func zeros("), ("no-future", "zeros([B, C])", "func zeros("),
  ]

  /// Cells that declare what the statement of a name uses: without that, the compiler knows nothing of the statement.
  private static let declarations = ["scores": "weights", "no-future": "head-inputs"]

  private static let lesson = Lesson(reading: "\(Editor.root)/Lessons/04-self-attention.md")

  /// The offsets of all bytes of code, each with the id of its cell.
  private static let offsets: [(cell: String, offset: Int)] = {
    lesson.cells.flatMap { cell in
      lesson.source.range(ofLines: cell.fence.contentLines)
        .filter { lesson.source.bytes[$0] & 0xC0 != 0x80 }.map { (cell: cell.id, offset: $0) }
    }
  }()

  /// With `LESSONS_CASES=100000`, all offsets are tried.
  @Test("leaves the other cells served, at every offset of a lesson", .timeLimit(.minutes(60))) func everyOffset()
    throws
  {
    var editor = try Editor()
    var file = try EditedFile("Lessons/04-self-attention.md", in: editor)
    let all = Self.offsets
    let count = Cases.seeds(40).count
    let tried = count >= all.count ? all : (0..<count).map { all[($0 * 7919) % all.count] }
    for (number, place) in tried.enumerated() {
      // `sourcekit-lsp` keeps much of what it was told; an author does not type thousands of wrong programs in a row.
      if number % 500 == 499 {
        #expect(try editor.end() == 0)
        editor = try Editor()
        file = try EditedFile("Lessons/04-self-attention.md", in: editor)
      }
      let bytes = Array(file.original.utf8)
      let word = Self.nonsense[number % Self.nonsense.count]
      file.set(String(decoding: bytes[..<place.offset] + Array(word.utf8) + bytes[place.offset...], as: UTF8.self))
      // A fence in a cell ends it, and then what follows is another lesson.
      let isFence = word.hasPrefix("```") || word.hasPrefix("~~~")
      for (cell, name, meaning) in Self.names
      where cell != place.cell && Self.declarations[cell] != place.cell {
        let hover = try file.hover(name, 1)
        #expect(
          hover.contains(meaning) || isFence || place.cell == "inputs",
          "\(word.debugDescription) at \(place.offset) in \(place.cell): \(name)")
      }
    }
    file.set(file.original)
    #expect(try file.hover("softmax(-1)", 2).contains("func softmax("))
    #expect(try editor.end() == 0)
    #expect(editor.shown == [])
  }
}
