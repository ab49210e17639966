import LessonTool

/// A report: the names of the cells that passed.
struct NamesReport: Report {
  let write: (String) -> Void

  func handle(_ event: RunEvent) {
    guard case .cellEnded(let plan, let result) = event, result.verdict == .pass else { return }
    write("\(plan.lesson.name)/\(result.cell.id)\n")
  }
}

extension ReportFormat {
  static let names = ReportFormat("names") { context in NamesReport(write: context.write) }
}

extension PageFormat {
  /// A file with the title of each lesson.
  static let titles = PageFormat("titles", suffix: "txt") { course in
    let lines = course.references.map { "\($0.part ?? "More"): \($0.title)\n" }
    return [RenderedFile("titles.txt", lines.joined())]
  }
}
