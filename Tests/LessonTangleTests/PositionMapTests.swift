import LessonFormat
import LessonTangle
import RandomLessons
import Testing

@Suite("The map of a lesson's positions")
struct PositionMapTests {
  /// Returns the map of a lesson with one cell, whose code begins on line 3.
  private func edited(_ code: String, newline: String = "\n") -> EditedLesson {
    let text = "# T\n\n```swift-cell id=a\n\(code)\n```\n".split(separator: "\n", omittingEmptySubsequences: false)
    return EditedLesson(Lesson(parsing: Array(text.joined(separator: newline).utf8), file: "a.md"))
  }

  @Test(
    "puts a cursor before what is put in, except where a token begins there",
    arguments: [
      // The places are marked in the source that is made.
      ("let a = 1|\na", "let a = 1|; __lesson.show("), ("let a = 1;| a", "let a = 1;| __lesson.show( a"),
      ("a;|b", "a; __lesson.show(|b"), ("a|;b", "a|; __lesson.show(b"), ("f(x.|", "f(x.|"), ("f(g[x|)", "f(g[x|])"),
      ("\"a \\(x.|", "\"a \\(x.|)\""), ("#if a\n#endif\n|a", "__lesson.show(|a"), ("x; |import A", "|import A; "),
      ("x; import |A", "import |A; "), ("import A|", "import A|; "), ("import A|; x", "import A|; "),
      ("import A;| x", "import A;| "), ("\u{1F44B}e\u{301};| x", "\u{1F44B}e\u{301};| __lesson.show( x"), ("|", "|"),
      ("\t|x", "\t|x"),
    ])
  func cursor(_ marked: String, _ expected: String) throws {
    for newline in ["\n", "\r\n", "\r"] {
      let place = try #require(Places(of: "|", in: "\n\n\n" + marked).all.first)
      let edited = edited(marked.replacing("|", with: ""), newline: newline)
      let found = try #require(edited.map.generated(place))
      var lines = edited.source.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf16) }
      lines[found.line].insert(UInt16(UInt8(ascii: "|")), at: found.character)
      let line = String(decoding: lines[found.line], as: UTF16.self)
      #expect(
        expected.hasPrefix("|i") || expected.hasPrefix("i")
          ? line.contains(expected) : line == expected || line.hasPrefix(expected) || line.hasSuffix(expected))
      #expect(edited.map.lesson(found) == place)
    }
  }

  @Test("has nothing for prose, fences and glue, and nothing outside the text")
  func outside() {
    let edited = edited("let a = 1 // c\na")
    let all = [
      (0, 0), (1, 0), (2, 0), (2, 5), (5, 0), (6, 0), (3, 15), (4, 2), (7, 0), (-1, 0), (3, -1), (Int.max, Int.max),
      (Int.min, Int.min), (3, .max), (.max, 0),
    ]
    for (line, character) in all {
      #expect(edited.map.generated(TextPosition(line: line, character: character)) == nil, "\(line):\(character)")
    }
    for (line, character) in all where line != 3 {
      #expect(edited.map.lesson(TextPosition(line: line, character: character)) == nil, "\(line):\(character)")
    }
    // The glue `; __lesson.show(` after `let a = 1`.
    #expect((9...25).filter { edited.map.lesson(TextPosition(line: 3, character: $0)) != nil } == [9, 25])
  }

  @Test("moves errors in glue to the end of the last code before it that is not blank")
  func nearest() {
    let edited = edited("let a = 1\nx +\n\n  ")
    for line in [5, 7, 8, 100] {
      #expect(edited.map.nearest(TextPosition(line: line, character: 1)) == TextPosition(line: 4, character: 3))
    }
    #expect(edited.map.nearest(TextPosition(line: 3, character: 2)) == TextPosition(line: 3, character: 2))
    #expect(edited.map.nearest(TextPosition(line: 2, character: 2)) == nil)
    #expect(edited.map.nearest(TextPosition(line: -1, character: 2)) == nil)
  }

  @Test("maps each position of each block there and back, to the same character (LESSONS_SEED reruns one lesson)")
  func property() {
    for seed in Cases.seeds(2000) {
      var random = SplitMix(seed: seed)
      let document = random.one(in: 3) ? RandomDocument(using: &random) : RandomDocument(lessonUsing: &random)
      let bytes = random.one(in: 2) ? BrokenCode(of: document.bytes, using: &random).bytes : document.bytes
      let lesson = Lesson(parsing: bytes, file: "a.md", as: random.one(in: 2) ? .document : .lesson)
      let mistake = Self.mistake(in: EditedLesson(lesson), of: lesson)
      #expect(mistake == nil, "seed \(seed)")
    }
  }

  /// Returns what is wrong with a map, and where, or nil.
  private static func mistake(in edited: EditedLesson, of lesson: Lesson) -> String? {
    let source = edited.source.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf16) }
    let blocks = Blocks(of: lesson).all
    for block in blocks {
      for line in block.lines {
        let text = Array(lesson.source.text(ofLine: line).utf16)
        for character in 0...text.count {
          let place = TextPosition(line: line - 1, character: character)
          guard let found = edited.map.generated(place) else { return "\(place) is nowhere" }
          guard edited.map.lesson(found) == place else { return "\(place) is at \(found), which is elsewhere" }
          // Only imports leave a cell, for line 1 or, if they take several lines, for the end.
          let isAtEnd = found.line >= lesson.source.lineCount
          let isMoved = block.isFileScope || found.line == 0 || (isAtEnd && block.code.contains("import"))
          guard found.line == place.line || isMoved else { return "\(place) has left its line" }
          // The character after the cursor, or the one before it, is the same, unless it is left out.
          let (new, at) = (source[found.line], found.character)
          let isSameAfter = character < text.count && at < new.count && isSame(new[at], text[character])
          let isSameBefore = character > 0 && at > 0 && isSame(new[at - 1], text[character - 1])
          guard isSameAfter || isSameBefore || text.isEmpty else { return "\(place) has another character" }
        }
        let outside = TextPosition(line: line - 1, character: text.count + 1)
        if edited.map.generated(outside) != nil { return "\(outside) is in the source" }
      }
    }
    let lines = Set(blocks.flatMap(\.lines))
    for (line, text) in source.enumerated() {
      for character in 0...text.count {
        let origin = edited.map.lesson(TextPosition(line: line, character: character))
        if let origin, !lines.contains(origin.line + 1) { return "\(origin) is not in code" }
      }
    }
    return nil
  }

  /// Returns whether a character of the source is the lesson's, or a space in its place.
  private static func isSame(_ new: UInt16, _ old: UInt16) -> Bool { new == old || new == 32 }
}
