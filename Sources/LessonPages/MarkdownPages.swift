import LessonFormat
import LessonReports
import LessonRunner

/// Lessons with their actual outputs as plain Markdown, for a code host; figures are images beside it.
public struct MarkdownPages: PageFormat {
  public let suffix = "md"

  public init() {}

  public func files(of runs: [LessonRun], among pages: [PageReference]) -> [RenderedFile] {
    runs.flatMap { run in
      let images = LessonImages(of: run)
      let body = LessonBody(run.lesson, keepsImage: images.has)
      var figures: [RenderedFile] = []
      let parts = body.parts.flatMap { part in
        switch part {
        case .prose(let prose): [prose.markdown]
        case .cell(let index): cell(run.lesson.cells[index], of: run, &figures)
        }
      }
      let variant = run.variant.map { ", with the variant \($0)" } ?? ""
      let words = run.lastWords.isEmpty ? [] : [fence(run.lastWords.withoutControls, "text")]
      let text = (parts + words + ["---\n", "*\(run.lesson.name): \(run.summary)\(variant)*\n"]).joined(separator: "\n")
      return [RenderedFile("\(run.lesson.name).md", text)] + figures + images.files(body.images)
    }
  }

  private func cell(_ cell: Cell, of run: LessonRun, _ figures: inout [RenderedFile]) -> [String] {
    guard run.shows(cell) else { return [] }
    let (result, status) = (run.result(of: cell), run.status(of: cell))
    var parts = [fence(cell.code.withoutControls, "swift")]
    for piece in result?.pieces ?? [] {
      switch piece {
      case .text(let lines): parts.append(fence(lines.map { $0 + "\n" }.joined(), "text"))
      case .figure(let figure):
        let file = "\(run.lesson.name).figure-\(figures.count + 1).svg"
        figures.append(RenderedFile(file, FigureSVG(figure, isImage: true).text))
        parts.append("![\(escaped(OutputPiece.caption(of: figure)))](\(file))\n")
      }
    }
    if let remark = result?.remark { parts.append("**\(status.rawValue)**: \(escaped(remark))\n") }
    if let difference = result?.difference { parts.append(fence(difference, "diff")) }
    return parts
  }

  /// A block of code, whose fence is longer than any run of backticks in it.
  private func fence(_ text: String, _ info: String) -> String {
    let longest = text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(info)\n\(text)\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(fence)\n"
  }

  /// Text without meaning for Markdown: any ASCII punctuation may have a backslash before it (CommonMark 0.31, 2.4).
  private func escaped(_ text: String) -> String {
    let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars
    return text.unicodeScalars.map { punctuation.contains($0) ? "\\\($0)" : $0 == "\n" ? " " : "\($0)" }.joined()
  }
}
