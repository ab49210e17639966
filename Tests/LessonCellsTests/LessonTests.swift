import Corpora
import Foundation
import LessonCells
import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime
import Testing

extension CompiledLesson: CustomTestStringConvertible {
  public var testDescription: String { name }
}

@Suite("The course")
struct LessonTests {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized.path

  /// The course's program, which is built next to the tests.
  private static let program =
    Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
    .deletingLastPathComponent().appending(path: "lessons").path
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "lessons").path

  private static let course = Course(
    lessons: allLessons,
    needs: DataSet.all.map { set in Need(set.name, hint: set.hint) { set.locate() != nil } },
    workingFolder: root)

  /// The variants to check: tinyshakespeare if it is available, and always the stand-in.
  private static let variants =
    DataSet.tinyShakespeare.locate() == nil ? [Corpus.standInVariant] : [nil, Corpus.standInVariant]

  @Test("A lesson's cells print the recorded outputs", arguments: allLessons, variants)
  func outputs(_ lesson: CompiledLesson, _ variant: String?) throws {
    var options = RunOptions()
    options.variant = variant
    let plan = try Self.course.plan(lesson, options: options)
    let results = Runner(executable: Self.program).run(plan) { _ in }
    #expect(results.count == plan.lesson.cells.count)
    for result in results where result.verdict.status.isFailure {
      Issue.record(
        "cell '\(result.cell.id)': \(result.message)",
        sourceLocation: Testing.SourceLocation(
          fileID: lesson.file, filePath: "\(Self.root)/\(lesson.file)", line: result.line, column: 1))
    }
  }

  @Test("Every lesson file is compiled, and nothing else")
  func registered() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Lessons")
    let lessons = files.filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }
    #expect(allLessons.map(\.name) == lessons.sorted())
    #expect(Self.course.addedFiles.isEmpty)
  }

  @Test("The glossary, which has no cells, is not the next lesson after the last")
  func next() throws {
    let names = allLessons.filter { !$0.cells.isEmpty }.map(\.name)
    for (name, next) in zip(names, names.dropFirst()) { #expect(Self.course.lesson(after: name)?.name == next) }
    #expect(Self.course.lesson(after: try #require(names.last)) == nil)
  }

  @Test("The binary contains each lesson's text", arguments: allLessons)
  func carried(_ lesson: CompiledLesson) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(Self.root)/\(lesson.file)")))
    #expect(lesson.sourceBytes == bytes)
  }
}
