import LessonFormat
import RandomLessons
import Testing

@testable import LessonRunner

@Suite("Recording the outputs of a random lesson (LESSONS_SEED reruns one)")
struct RecordingPropertyTests {
  @Test("changes only what it may, and a second recording changes nothing")
  func contract() throws {
    let seeds = Cases.seeds(5000)
    var recordedBesideTasks = 0
    for seed in seeds {
      var random = SplitMix(seed: seed)
      // Occasionally, a list includes the cell below it.
      var old = Lesson(parsing: RandomDocument(lessonUsing: &random).bytes, file: "a.md")
      while !old.problems.isEmpty { old = Lesson(parsing: RandomDocument(lessonUsing: &random).bytes, file: "a.md") }
      let variant = random.pick([nil, nil, "stand-in"])
      let printed = old.cells.map { Self.printed($0.output(variant: variant), using: &random) }
      let recording = try Recording(of: Self.results(old, printed, variant), in: old, variant: variant)
      let new = Lesson(parsing: recording.bytes, file: "a.md")

      #expect(new.problems.isEmpty, "seed \(seed): \(new.renderedProblems)")
      #expect(Self.frame(new, without: Self.added(new, old)) == Self.frame(old, without: []), "seed \(seed)")
      Self.expectOutputs(of: new, comparedWith: old, variant, seed)

      let again = try Recording(of: Self.results(new, printed, variant), in: new, variant: variant)
      #expect(again.edits.isEmpty && again.bytes == recording.bytes, "seed \(seed)")
      #expect(Self.tasks(of: new) == Self.tasks(of: old), "seed \(seed)")
      if !recording.edits.isEmpty, old.segments.contains(where: \.kind.isOfTask) { recordedBesideTasks += 1 }
    }
    #expect(recordedBesideTasks >= seeds.count / 10)
  }

  @Test("touches only the lines that differ")
  func lines() throws {
    for seed in Cases.seeds(1000) {
      var random = SplitMix(seed: seed)
      let count = 1 + random.below(30)
      let lines = (0..<count).map { "line \($0)  " }
      let end = random.pick(["\n", "\r\n"])
      let text = (["# T", "```swift-cell id=a", "```", "```output"] + lines + ["```"]).joined(separator: end)
      let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
      let changed = random.below(count)
      var printed = lines
      printed[changed] = "another"
      let recording = try Recording(
        of: Self.results(lesson, [printed.joined(separator: "\n")], nil), in: lesson, variant: nil)
      #expect(
        String(decoding: recording.bytes, as: UTF8.self) == text.replacing("line \(changed)  ", with: "another"),
        "seed \(seed)")
    }
  }

  /// Found by the fuzzer: the rule in the output ended a front matter that began on the first line.
  @Test("A rule that a cell prints does not end front matter")
  func printedRule() throws {
    let text = "---\n# T\n\n```swift-cell id=a\n```\n"
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    let recording = try Recording(of: Self.results(lesson, ["---\n"], nil), in: lesson, variant: nil)
    #expect(String(decoding: recording.bytes, as: UTF8.self) == text + "\n```output\n---\n```\n")
  }

  /// Found by the fuzzer: the new block's last carriage return and the line feed after it became one newline.
  @Test("Nothing is recorded if lone carriage returns are mixed with other newlines")
  func mixedNewlines() {
    let lesson = Lesson(parsing: Array("# T\n\n```swift-cell id=a\r```\n\n".utf8), file: "a.md")
    #expect(throws: RecordingFailure.self) {
      try Recording(of: Self.results(lesson, ["1\n"], nil), in: lesson, variant: nil)
    }
  }

  /// Returns a cell's output: the expected one with some of its lines changed, or something else.
  private static func printed(_ expected: ExpectedOutput?, using random: inout SplitMix) -> String {
    var lines = (expected?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if random.one(in: 3) { lines = [] }
    for _ in 0..<random.below(4) {
      let line = RandomDocument.outputLine(using: &random)
      let index = random.below(lines.count + 1)
      if random.one(in: 2) || index == lines.count {
        lines.insert(line, at: index)
      } else {
        lines[index] = line
      }
    }
    return lines.joined(separator: "\n") + (random.one(in: 2) ? "\n" : "")
  }

  private static func results(_ lesson: Lesson, _ printed: [String], _ variant: String?) -> [CellResult] {
    zip(lesson.cells, printed).enumerated().map { index, pair in
      let (cell, text) = pair
      if cell.exercise != nil {
        let verdicts = [Verdict.pass, .unsatisfied([]), .expectedNothing, .unfitStarter(.satisfiesCheck)]
        return CellResult(cell: cell, pieces: [.text(text)], verdict: verdicts[(index + text.count) % verdicts.count])
      }
      let matcher = OutputMatcher(cell.output(variant: variant), tolerance: cell.attributes.tolerance)
      return CellResult(
        cell: cell, pieces: [.text(text)], verdict: matcher.mismatch(text).map { .differs($0) } ?? .pass)
    }
  }

  /// Returns the text of each block and fold of the exercises and questions.
  private static func tasks(of lesson: Lesson) -> [String] {
    lesson.segments.filter(\.kind.isOfTask).map { segment in
      // The file's last line may have got a newline.
      "\(segment.kind): \(lesson.source.text(ofLines: segment.lines))"
    }
  }

  /// Returns the lines of outputs that only the new lesson has, including the empty line before each.
  private static func added(_ new: Lesson, _ old: Lesson) -> [Range<Int>] {
    zip(new.cells, old.cells).flatMap { new, old in
      new.outputs.filter { output in !old.outputs.contains { $0.variant == output.variant } }
        .map { $0.fence.lines.lowerBound - 1..<$0.fence.lines.upperBound }
    }
  }

  /// Returns the bytes of all lines outside outputs, including newlines except at the end, because the last line may have got one.
  private static func frame(_ lesson: Lesson, without added: [Range<Int>]) -> [UInt8] {
    let contents = lesson.cells.flatMap { $0.outputs.map(\.fence.lines) } + added
    let lines = (1..<lesson.source.lineCount + 1).filter { line in !contents.contains { $0.contains(line) } }
    let bytes = lines.flatMap { Array(lesson.source.bytes[lesson.source.fullRange(ofLine: $0)]) }
    return Array(bytes.reversed().drop { $0 == 10 || $0 == 13 }.reversed())
  }

  private static func expectOutputs(
    of new: Lesson, comparedWith old: Lesson, _ variant: String?, _ seed: UInt64
  ) {
    #expect(Self.endsWithNewline(new) == Self.endsWithNewline(old), "seed \(seed)")
    for (index, cell) in new.cells.enumerated() {
      for output in cell.outputs {
        let before = old.cells[index].outputs.first { $0.variant == output.variant }
        let text = Self.bytes(of: output.fence.lines, in: new)
        if let before, Self.bytes(of: before.fence.lines, in: old) == text { continue }
        #expect(output.variant == variant, "seed \(seed): another variant's output changed")
        let opening = new.source.bytes[new.source.range(ofLine: output.fence.lines.lowerBound)].drop { $0 == 32 }
        let mark = opening.first ?? 0
        let run = opening.prefix { $0 == mark }.count
        let longest = output.text.utf8.split { $0 != mark }.map(\.count).max() ?? 0
        let kept = Set(before.map { Self.lines(of: $0.fence.contentLines, in: old) } ?? [])
        let news = Self.lines(of: output.fence.contentLines, in: new).filter { !kept.contains($0) }
        #expect(news.isEmpty || run > longest || before == nil, "seed \(seed): a fence is too short")
        #expect(before != nil || run > longest, "seed \(seed): a new fence is too short")
        let ends = Set(Self.lines(of: output.fence.contentLines, in: new).filter { !kept.contains($0) }.map(Self.end))
        #expect(ends.count <= 1, "seed \(seed): new lines have different newlines")
        if let end = ends.first { #expect(Self.allEnds(of: old).contains(end), "seed \(seed): a new kind of newline") }
      }
    }
  }

  private static func bytes(of lines: Range<Int>, in lesson: Lesson) -> ArraySlice<UInt8> {
    // The file's last line may have got a newline.
    let bytes = lesson.source.bytes[lesson.source.range(ofLines: lines)]
    return bytes.reversed().drop { $0 == 10 || $0 == 13 }.reversed()[...]
  }

  private static func lines(of lines: Range<Int>, in lesson: Lesson) -> [[UInt8]] {
    lines.map { Array(lesson.source.bytes[lesson.source.fullRange(ofLine: $0)]) }
  }

  private static func end(of line: [UInt8]) -> [UInt8] {
    Array(line.reversed().prefix { $0 == 10 || $0 == 13 }.reversed())
  }

  private static func allEnds(of lesson: Lesson) -> Set<[UInt8]> {
    Set(
      (1..<lesson.source.lineCount + 1).map {
        Self.end(of: Array(lesson.source.bytes[lesson.source.fullRange(ofLine: $0)]))
      })
  }

  private static func endsWithNewline(_ lesson: Lesson) -> Bool { [10, 13].contains(lesson.source.bytes.last ?? 0) }
}

extension Segment.Kind {
  /// Whether the segment is one of an exercise or a question.
  fileprivate var isOfTask: Bool {
    switch self {
    case .check, .hint, .solution, .question, .answer: true
    case .frontMatter, .prose, .cell, .output: false
    }
  }
}
