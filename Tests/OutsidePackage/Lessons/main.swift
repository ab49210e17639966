import LessonTool

/// A report of the course's own: the names of the cells that passed.
struct NamesReport: Report {
  let write: (String) -> Void

  func handle(_ event: RunEvent) {
    guard case .cellEnded(let plan, let result) = event, result.verdict == .pass else { return }
    write("\(plan.lesson.name)/\(result.cell.id)\n")
  }
}

LessonsCommand.main(
  title: "My course", lessons: allLessons,
  reports: [ReportFormat("names") { NamesReport(write: $0.write) }],
  pages: [
    PageFormat("titles", suffix: "txt") { course in
      [RenderedFile("titles.txt", course.references.map { "\($0.title)\n" }.joined())]
    }
  ])
