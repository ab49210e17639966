import Figures
import LessonFormat
import LessonPresentation
import LessonProse
import LessonRunner
import SwiftLexing

/// A web site with a page per lesson and an index, made from templates that an author can replace.
struct HTMLPages {
  private let course: CoursePages
  /// The indices of the lessons among all that have a page.
  private let indices: [String: Int]

  init(_ course: CoursePages) {
    self.course = course
    indices = Dictionary(zip(course.references.map(\.name), 0...)) { first, _ in first }
  }

  var files: [RenderedFile] {
    let index: [String: Any] = [
      "course": course.course, "figureStyle": FigureSVG.style, "lessons": course.references.map(variables),
      "parts": parts,
    ]
    // A lesson named `index` takes the place of the index page.
    let hasIndex = course.references.contains { $0.name == "index" }
    let own = hasIndex ? [] : [RenderedFile("index.html", course.templates.text(of: "index", index))]
    return own
      + course.pages.flatMap { page in
        [RenderedFile("\(page.run.lesson.name).html", course.templates.text(of: "page", variables(of: page)))]
          + page.images
      }
  }

  /// The lessons as the index page shows them: below the titles of their parts, or in one list without a title if there are no parts.
  private var parts: [[String: Any]] {
    let groups = course.references.isEmpty ? [(nil, [])] : course.references.groups(by: \.part)
    var start = 1
    return groups.map { title, lessons in
      var variables: [String: Any] = ["lessons": lessons.map(self.variables)]
      variables["title"] = title?.withoutControls
      // Lists of several parts are numbered throughout.
      variables["start"] = start > 1 ? "\(start)" : nil
      start += lessons.count
      return variables
    }
  }

  private func variables(of lesson: PageReference) -> [String: Any] {
    var variables = [
      "title": lesson.title, "name": lesson.name, "file": "\(lesson.name).html", "excerpt": lesson.excerpt,
    ]
    variables["taskCounts"] = Self.shown(lesson.taskCounts)
    return variables
  }

  private func variables(of page: LessonPage) -> [String: Any] {
    let (run, body, pages) = (page.run, page.body, course.references)
    let index = indices[run.lesson.name] ?? 0
    let neighbour = { (index: Int) -> [String: Any]? in
      pages.indices.contains(index) ? ["title": pages[index].title, "file": "\(pages[index].name).html"] : nil
    }
    var variables: [String: Any] = [
      "course": course.course, "title": run.lesson.title, "name": run.lesson.name, "summary": run.summary,
      "figureStyle": FigureSVG.style,
      "contents": body.headings.filter { (2...3).contains($0.level) }.map {
        ["text": $0.text, "anchor": $0.anchor, "level": "\($0.level)"]
      },
      "tasks": run.lesson.tasks.map { task($0.id(in: run.lesson), in: run.lesson) }, "parts": parts(run, body),
    ]
    variables["previous"] = neighbour(index - 1)
    variables["next"] = neighbour(index + 1)
    variables["variant"] = run.variant
    variables["taskCounts"] = Self.shown(run.lesson.taskCounts)
    variables["trailingOutput"] = Self.shown(run.trailingOutput.withoutControls)
    return variables
  }

  /// Returns a text, or nil if it is empty: templates show a section for an empty text.
  private static func shown(_ text: String) -> String? { text.isEmpty ? nil : text }

  private func parts(_ run: LessonRun, _ body: LessonBody) -> [[String: Any]] {
    body.parts.compactMap { part in
      switch part {
      case .prose, .fold: ["prose": html(part)]
      case .cell(let index), .exercise(let index):
        run.shows(run.lesson.cells[index]) ? ["cell": cell(run.lesson.cells[index], of: run)] : nil
      case .question(let index, _):
        ["question": task(run.lesson.questions[index].id, in: run.lesson).merging(["prose": html(part)]) { $1 }]
      }
    }
  }

  private func html(_ part: LessonBody.Part) -> String { part.prose.map(html).joined() }

  private func task(_ id: String, in lesson: Lesson) -> [String: Any] {
    [
      "id": id, "anchor": LessonBody.anchor(ofCell: id), "command": lesson.practiceCommand(id, of: course.program),
    ]
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
      "status": status.rawValue, "mark": status.mark,
    ]
    if cell.exercise != nil { context["exercise"] = task(cell.id, in: run.lesson) }
    context["output"] = result.flatMap { Self.output($0.drawnPieces) }
    context["message"] = result?.reason
    context["difference"] = result?.difference
    if let live = run.live(cell) {
      if let state = live.state { (context["status"], context["mark"]) = (state, "○") }
      if !live.errors.isEmpty { (context["status"], context["mark"]) = (Status.error.rawValue, Status.error.mark) }
      context["errors"] = Self.shown(live.errors.joined().withoutControls)
      context["earlier"] = cell.exercise == nil ? Self.output(live.earlier.map(\.drawn)) : nil
    }
    return context
  }

  /// Returns the variables for an output, or nil if there is none.
  private static func output(_ pieces: [OutputPiece]) -> [String: Any]? {
    pieces.isEmpty ? nil : ["pieces": pieces.map(variables)]
  }

  fileprivate static func variables(of piece: OutputPiece) -> [String: Any] {
    switch piece {
    case .text: ["text": piece.lines.joined(separator: "\n")]
    case .figure(let figure): ["figure": ["svg": FigureSVG(figure).html, "caption": figure.caption]]
    }
  }

  /// Returns Swift code as HTML, in which each run of characters has a class for its syntactic category.
  static func highlighted(_ code: String) -> String {
    CodeSpan.lines(of: code.withoutControls.withoutTrailingNewline).map { line in
      line.map { span in
        let text = span.text.escapedForXML(keepingLines: true)
        return span.kind == .plain ? text : "<span class=\"\(span.kind.rawValue)\">\(text)</span>"
      }.joined()
    }.joined(separator: "\n")
  }
}

extension PageFormat {
  /// A web site with a page for each lesson, and an index.
  public static let html = PageFormat("html", suffix: "html", takesTemplates: true) { HTMLPages($0).files }
}

extension Templates {
  /// Returns texts and figures as pages show them below a cell, as HTML; empty if there are none.
  package func html(of pieces: [OutputPiece]) -> String {
    pieces.map { text(of: "piece", HTMLPages.variables(of: $0.drawn)) }.joined()
  }
}
