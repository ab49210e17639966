import LessonCells
import LessonFormat
import LessonProse
import LessonRuntime
import Testing

@Suite("The links of the course")
struct LessonLinkTests {
  private static let lessons = Dictionary(
    uniqueKeysWithValues: allLessons.map {
      ("\($0.name).md", Lesson(parsing: $0.sourceBytes, file: $0.file))
    })

  @Test("lead to headings of its lessons", arguments: allLessons)
  func links(_ compiled: CompiledLesson) throws {
    let file = "\(compiled.name).md"
    let lesson = try #require(Self.lessons[file])
    for segment in lesson.segments where segment.kind == .prose {
      for line in segment.lines {
        for link in lesson.source.text(ofLine: line).matches(of: /\]\(([^):]*\.md)?(?:#([^)]*))?\)/) {
          let name = link.1.map(String.init) ?? file
          guard let target = Self.lessons[name] else {
            // Other pages of the project are looked for by `PackageTests`.
            if !name.contains("/") { Issue.record("\(lesson.file):\(line): there is no lesson \(name)") }
            continue
          }
          guard let anchor = link.2 else { continue }
          let isThere = try LessonBody(target).headings.contains { $0.anchor == anchor }
          #expect(isThere, "\(lesson.file):\(line): there is no heading for \(link.0.dropFirst())")
        }
      }
    }
  }
}
