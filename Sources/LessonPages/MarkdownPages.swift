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
        case .prose(let prose): [prose.markdown]
        case .cell(let index): cell(run.lesson.cells[index], of: run, &figures)
        }
      }
      let variant = run.variant.map { ", with the variant \($0)" } ?? ""
      let trailing = run.trailingOutput.isEmpty ? [] : [fence(run.trailingOutput.withoutControls, "text")]
      let text = (parts + trailing + ["---\n", "*\(run.lesson.name): \(run.summary)\(variant)*\n"]).joined(
        separator: "\n")
      return [RenderedFile("\(run.lesson.name).md", text)] + figures + page.images
    }
  }

  private func cell(_ cell: Cell, of run: LessonRun, _ figures: inout [RenderedFile]) -> [String] {
    guard run.shows(cell) else { return [] }
    let (result, status) = (run.result(of: cell), run.status(of: cell))
    var parts = [fence(cell.code.withoutControls, "swift")]
    for piece in result?.drawnPieces ?? [] {
      switch piece {
      case .text: parts.append(fence(piece.lines.map { $0 + "\n" }.joined(), "text"))
      case .figure(let figure):
        let file = "\(run.lesson.name).figure-\(figures.count + 1).svg"
        figures.append(RenderedFile(file, FigureSVG(figure, isImage: true).text))
        parts.append("![\(escaped(figure.caption))](\(file))\n")
      }
    }
    if let reason = result?.reason { parts.append("**\(status.rawValue)**: \(escaped(reason))\n") }
    if let difference = result?.difference { parts.append(fence(difference, "diff")) }
    return parts
  }

  /// Returns a code block whose fence is longer than any run of backticks in it.
  private func fence(_ text: String, _ info: String) -> String {
    let fence = String(repeating: "`", count: max(3, text.utf8.longestRun(of: UInt8(ascii: "`")) + 1))
    return "\(fence)\(info)\n\(text)\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(fence)\n"
  }

  /// Returns text with all Markdown escaped: any ASCII punctuation may be preceded by a backslash (CommonMark 0.31, 2.4).
  private func escaped(_ text: String) -> String {
    let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars
    return text.unicodeScalars.map { punctuation.contains($0) ? "\\\($0)" : $0 == "\n" ? " " : "\($0)" }.joined()
  }
}

extension PageFormat {
  /// Markdown files for a code host.
  public static let markdown = PageFormat("markdown", suffix: "md") { MarkdownPages($0).files }
}
