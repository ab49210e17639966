import LessonCells
import LessonFormat
import LessonRuntime
import Testing

@Suite("The course on a screen of 80 columns and 24 lines")
struct LessonSizeTests {
  @Test("Code fits beside its margin, and cells and outputs fit on the screen", arguments: allLessons)
  func sizes(_ compiled: CompiledLesson) {
    let lesson = Lesson(parsing: compiled.sourceBytes, file: compiled.file)
    for cell in lesson.cells {
      var code = [cell.fence] + (cell.exercise.map { $0.checks.map(\.fence) } ?? [])
      var shown = cell.attributes.isHidden ? [] : [cell.fence] + cell.outputs.map(\.fence)
      if let solution = cell.exercise?.solution {
        code.append(solution.fence)
        shown.append(solution.fence)
      }
      for block in shown where block.contentLines.count > 24 {
        report(lesson, block.lines.lowerBound, "the block has \(block.contentLines.count) lines: use at most 24")
      }
      for line in code.flatMap(\.contentLines) {
        let columns = lesson.source.text(ofLine: line).count
        if columns > 76 { report(lesson, line, "the line has \(columns) columns: break it after at most 76") }
      }
    }
  }

  private func report(_ lesson: Lesson, _ line: Int, _ message: String) {
    Issue.record(
      "\(lesson.file):\(line): \(message)",
      sourceLocation: Testing.SourceLocation(
        fileID: lesson.file, filePath: "\(CourseTests.root)/\(lesson.file)", line: line, column: 1))
  }
}
