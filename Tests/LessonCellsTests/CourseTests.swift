import Corpora
import Foundation
import LessonCells
import LessonRunner
import LessonRuntime
import LessonTesting
import Testing

extension CompiledLesson: CustomTestStringConvertible {
  public var testDescription: String { name }
}

/// The cells of the course are test cases: with tinyshakespeare if it is available, and always with the stand-in.
let lessonTests = LessonTests(
  needs: needs,
  variants: DataSet.tinyShakespeare.locate() == nil ? [Corpus.standInVariant] : [nil, Corpus.standInVariant])

private let needs = DataSet.all.map { set in Need(set.name, hint: set.hint) { set.locate() != nil } }

@Suite("The course")
struct CourseTests {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized.path

  private static let course = Course(
    lessons: allLessons,
    needs: needs, workingFolder: root)

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
