import Figures
import LessonFormat
import LessonPresentation
import LessonProse
import LessonRunner

/// Lessons with their actual outputs as plain Markdown for a code host, with figures as separate images.
struct MarkdownPages {
  private let course: CoursePages

  init(_ course: CoursePages) { self.course = course }

  var files: [RenderedFile] {
    course.pages.flatMap { page in
      let run = page.run
      var figures: [RenderedFile] = []
      let parts = page.body.parts.flatMap { part in
        switch part {
        case .prose, .fold: part.prose.map(\.markdown)
        case .cell(let index): cell(run.lesson.cells[index], of: run, &figures)
        case .exercise(let index):
          [run.lesson.invitation(to: "Exercise", run.lesson.cells[index].id, of: course.program)]
            + cell(run.lesson.cells[index], of: run, &figures)
        case .question(let index, let prose):
          [run.lesson.invitation(to: "Question", run.lesson.questions[index].id, of: course.program)]
            + prose.map(\.markdown)
        }
      }
      let name = MarkdownText.escaped(run.lesson.name, isWithinLine: true)
      let variant = run.variant.map { ", with the variant " + MarkdownText.escaped($0, isWithinLine: true) } ?? ""
      let trailing =
        run.trailingOutput.isEmpty ? [] : [MarkdownCode.block(run.trailingOutput.withoutControls, info: "text")]
      let counts = [run.summary, run.lesson.taskCounts].filter { !$0.isEmpty }.joined(separator: "; ")
      let text = (parts + trailing + ["---\n", "*\(name): \(counts)\(variant)*\n"]).joined(
        separator: "\n")
      return [RenderedFile("\(run.lesson.name).md", text)] + figures + page.images
    }
  }

  private func cell(_ cell: Cell, of run: LessonRun, _ figures: inout [RenderedFile]) -> [String] {
    guard run.shows(cell) else { return [] }
    let (result, status) = (run.result(of: cell), run.status(of: cell))
    var parts = [MarkdownCode.block(cell.code.withoutControls, info: "swift")]
    for piece in result?.drawnPieces ?? [] {
      switch piece {
      case .text: parts.append(MarkdownCode.block(piece.lines.map { $0 + "\n" }.joined(), info: "text"))
      case .figure(let figure):
        let file = "\(run.lesson.name).figure-\(figures.count + 1).svg"
        figures.append(RenderedFile(file, FigureSVG(figure, isImage: true).text))
        parts.append("![\(escaped(figure.caption))](\(MarkdownText.destination(file)))\n")
      }
    }
    if let reason = result?.reason { parts.append("**\(status.rawValue)**: \(escaped(reason))\n") }
    if let difference = result?.difference { parts.append(MarkdownCode.block(difference, info: "diff")) }
    return parts
  }

  /// Returns text with all Markdown escaped, on one line: most ASCII punctuation may be preceded by a backslash (CommonMark 0.31, 2.4).
  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": " "
      case "\"", "'", "(", ")", ",", "-", ".", "/", ":", ";", "=", "?", "@", "%", "+", "^": "\\\(scalar)"
      default: MarkdownText.escaped(String(scalar), isWithinLine: true)
      }
    }.joined()
  }
}

extension PageFormat {
  /// Markdown files for a code host.
  public static let markdown = PageFormat("markdown", suffix: "md") { MarkdownPages($0).files }
}
