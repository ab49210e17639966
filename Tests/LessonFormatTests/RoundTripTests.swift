import Foundation
import RandomLessons
import Testing

@testable import LessonFormat

@Suite("Parsing keeps every byte")
struct RoundTripTests {
  @Test("of each lesson of the course")
  func lessons() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Lessons").standardized
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for file in files where file.pathExtension == "md" {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(Lesson(parsing: bytes, file: file.lastPathComponent).rendered() == bytes)
    }
  }

  @Test("of random documents (LESSONS_SEED reruns one)")
  func random() {
    for seed in Cases.seeds(5000) {
      var random = SplitMix(seed: seed)
      let bytes = (random.one(in: 4) ? RandomDocument(lessonUsing: &random) : RandomDocument(using: &random)).bytes
      let lesson = Lesson(parsing: bytes, file: "a.md")
      #expect(lesson.rendered() == bytes, "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      let lines = lesson.segments.flatMap { Array($0.lines) }
      #expect(lines == Array(1..<lesson.source.lineCount + 1), "seed \(seed)")
      #expect(lesson.problems.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 && !$0.message.isEmpty })
      _ = lesson.renderedProblems
    }
  }

  @Test("and finds the same blocks when it skims plain prose")
  func skimming() {
    for seed in Cases.seeds(5000) {
      var random = SplitMix(seed: seed)
      let source = SourceText(RandomDocument(using: &random).bytes)
      let outlines = [true, false].map { "\(MarkdownOutline(of: source, skipping: 0, skims: $0))" }
      #expect(outlines[0] == outlines[1], "seed \(seed)")
    }
  }
}
