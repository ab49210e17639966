import LessonFormat
import LessonReports
import LessonRunner
import SwiftLexing

/// A web site: a page a lesson and an index, from templates that an author can replace.
public struct HTMLPages: PageFormat {
  public let suffix = "html"
  private let course: String
  private let templates: Templates

  /// - Parameter course: the course's title.
  public init(course: String, templates: Templates) {
    self.course = course
    self.templates = templates
  }

  public func files(of runs: [LessonRun], among pages: [PageReference]) -> [RenderedFile] {
    let index: [String: Any] = [
      "course": course, "figureStyle": FigureSVG.style,
      "lessons": pages.map {
        ["title": $0.title, "name": $0.name, "file": "\($0.name).html", "beginning": $0.beginning]
      },
    ]
    // A lesson that is called index has that page.
    var files =
      pages.contains { $0.name == "index" } ? [] : [RenderedFile("index.html", templates.text(of: "index", index))]
    for run in runs {
      let images = LessonImages(of: run)
      let body = LessonBody(run.lesson, link: { link($0, among: pages) }, keepsImage: images.has)
      files.append(RenderedFile("\(run.lesson.name).html", templates.text(of: "page", page(run, body, pages))))
      files += images.files(body.images)
    }
    return files
  }

  private func page(_ run: LessonRun, _ body: LessonBody, _ pages: [PageReference]) -> [String: Any] {
    let index = pages.firstIndex { $0.name == run.lesson.name } ?? 0
    let neighbour = { (index: Int) -> [String: Any]? in
      pages.indices.contains(index) ? ["title": pages[index].title, "file": "\(pages[index].name).html"] : nil
    }
    var page: [String: Any] = [
      "course": course, "title": run.lesson.title, "name": run.lesson.name, "summary": run.summary,
      "figureStyle": FigureSVG.style,
      "contents": body.headings.filter { (2...3).contains($0.level) }.map {
        ["text": $0.text, "anchor": $0.anchor, "level": "\($0.level)"]
      },
      "parts": parts(run, body),
      "lastWords": run.lastWords.withoutControls,
    ]
    page["previous"] = neighbour(index - 1)
    page["next"] = neighbour(index + 1)
    page["variant"] = run.variant
    return page
  }

  private func parts(_ run: LessonRun, _ body: LessonBody) -> [[String: Any]] {
    body.parts.compactMap { part in
      switch part {
      case .prose(let prose): ["prose": html(prose)]
      case .cell(let index): run.shows(run.lesson.cells[index]) ? ["cell": cell(run.lesson.cells[index], of: run)] : nil
      }
    }
  }

  private func html(_ prose: LessonBody.Prose) -> String {
    switch prose.block {
    case .table: "<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">\n\(prose.html)</div>\n"
    case .code(let language, let text) where language.lowercased() == "swift":
      "<pre class=\"code\" tabindex=\"0\"><code>\(Self.highlighted(text))</code></pre>\n"
    default: prose.html.replacing("<pre>", with: "<pre tabindex=\"0\">")
    }
  }

  private func cell(_ cell: Cell, of run: LessonRun) -> [String: Any] {
    let (result, status) = (run.result(of: cell), run.status(of: cell))
    var context: [String: Any] = [
      "id": cell.id, "anchor": LessonBody.anchor(ofCell: cell.id), "code": Self.highlighted(cell.code),
      "status": status.rawValue, "mark": status == .pass ? "✓" : status == .skip ? "–" : "✗",
    ]
    let pieces = (result?.pieces ?? []).map { piece -> [String: Any] in
      switch piece {
      case .text(let lines): ["text": lines.joined(separator: "\n")]
      case .figure(let figure): ["figure": ["svg": FigureSVG(figure).text, "caption": OutputPiece.caption(of: figure)]]
      }
    }
    if !pieces.isEmpty { context["output"] = ["pieces": pieces] }
    context["message"] = result?.remark
    context["difference"] = result?.difference
    return context
  }

  /// Swift code as HTML, each run of characters with a class that says what it is.
  static func highlighted(_ code: String) -> String {
    CodeSpan.lines(of: code.withoutControls.withoutLastLineFeed).map { line in
      line.map { span in
        let text = span.text.escapedForXML(keepingLines: true)
        return span.kind == .plain ? text : "<span class=\"\(span.kind.rawValue)\">\(text)</span>"
      }.joined()
    }.joined(separator: "\n")
  }
}
