import Figures
import LessonFormat
import LessonPresentation
import LessonProse
import LessonRunner

/// Lessons as Jupyter notebooks (nbformat 4.5), with prose, code, outputs and figures.
struct NotebookPages {
  private let course: CoursePages

  init(_ course: CoursePages) { self.course = course }

  var files: [RenderedFile] {
    course.pages.flatMap { page in
      [RenderedFile("\(page.run.lesson.name).ipynb", notebook(page.run, page.body).lines() + "\n")] + page.images
    }
  }

  private func notebook(_ run: LessonRun, _ body: LessonBody) -> JSONValue {
    var names = Set(run.lesson.cells.map { Self.name(of: $0) })
    var cells: [JSONValue] = []
    var prose = ""
    var count = 0
    func endProse() {
      guard !prose.isEmpty else { return }
      var number = cells.count + 1
      while !names.insert("prose-\(number)").inserted { number += 1 }
      cells.append(
        .object([
          ("cell_type", .string("markdown")), ("id", .string("prose-\(number)")), ("metadata", .object([])),
          ("source", Self.text(prose)),
        ]))
      prose = ""
    }
    func add(_ blocks: [String]) { prose += (prose.isEmpty ? "" : "\n") + blocks.joined(separator: "\n") }
    for part in body.parts {
      switch part {
      case .prose, .fold: add(part.prose.map(\.markdown))
      case .question(let index, let text):
        let id = run.lesson.questions[index].id
        add([run.lesson.invitation(to: "Question", id, of: course.program)] + text.map(\.markdown))
      case .exercise(let index):
        add([run.lesson.invitation(to: "Exercise", run.lesson.cells[index].id, of: course.program)])
        endProse()
        // What was run is its solution, which is not in the cell.
        cells.append(code(run.lesson.cells[index], of: run, count: nil))
      case .cell(let index):
        endProse()
        let cell = run.lesson.cells[index]
        let isRun = run.status(of: cell) != .skip
        if isRun { count += 1 }
        cells.append(code(cell, of: run, count: isRun ? count : nil))
      }
    }
    endProse()
    return .object([
      ("cells", .array(cells)),
      (
        "metadata",
        .object([
          (
            "kernelspec",
            .object([("display_name", .string("Swift")), ("language", .string("swift")), ("name", .string("swift"))])
          ),
          (
            "language_info",
            .object([
              ("file_extension", .string(".swift")), ("mimetype", .string("text/x-swift")), ("name", .string("swift")),
            ])
          ), ("lessons", .object([("variant", run.variant.map { .string($0) } ?? .null)])),
        ])
      ), ("nbformat", .integer(4)), ("nbformat_minor", .integer(5)),
    ])
  }

  private func code(_ cell: Cell, of run: LessonRun, count: Int?) -> JSONValue {
    let status = run.status(of: cell)
    var metadata: [(String, JSONValue)] = [("lessons", .object([("status", .string(status.rawValue))]))]
    if cell.attributes.isHidden {
      metadata.insert(("jupyter", .object([("outputs_hidden", .bool(true)), ("source_hidden", .bool(true))])), at: 0)
    }
    return .object([
      ("cell_type", .string("code")), ("execution_count", count.map { .integer($0) } ?? .null),
      ("id", .string(Self.name(of: cell))), ("metadata", .object(metadata)),
      ("outputs", .array(run.result(of: cell).map(outputs) ?? [])),
      ("source", Self.text(cell.code.withoutControls.withoutTrailingNewline)),
    ])
  }

  private func outputs(_ result: CellResult) -> [JSONValue] {
    var outputs = result.drawnPieces.map { piece -> JSONValue in
      switch piece {
      case .text: Self.stream("stdout", piece.lines.map { $0 + "\n" }.joined())
      case .figure(let figure):
        .object([
          (
            "data",
            .object([
              ("image/svg+xml", Self.text(FigureSVG(figure, isImage: true).text)),
              ("text/plain", Self.text(piece.lines.joined())),
            ])
          ), ("metadata", .object([])), ("output_type", .string("display_data")),
        ])
      }
    }
    if result.verdict.status.isFailure {
      let lines = [result.reason ?? ""] + (result.difference ?? "").split(separator: "\n").map(String.init)
      outputs.append(
        .object([
          ("ename", .string(result.verdict.status.rawValue)), ("evalue", .string(lines[0])),
          ("output_type", .string("error")), ("traceback", .array(lines.map { .string($0) })),
        ]))
    } else if let reason = result.reason {
      outputs.append(Self.stream("stderr", reason + "\n"))
    }
    return outputs
  }

  private static func stream(_ name: String, _ text: String) -> JSONValue {
    .object([("name", .string(name)), ("output_type", .string("stream")), ("text", Self.text(text))])
  }

  /// Returns a text in the form that notebooks use: an array of lines with their newlines.
  private static func text(_ text: String) -> JSONValue {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
    lines[lines.count - 1].removeLast()
    if lines.last == "" { lines.removeLast() }
    return .array(lines.map { .string(String($0)) })
  }

  /// Returns a cell's name as the format allows it: at most 64 letters, digits and hyphens.
  private static func name(of cell: Cell) -> String {
    cell.id.count <= 64 ? cell.id : "\(cell.id.prefix(47))-\(String(fnv1a(cell.id.utf8), radix: 16))"
  }
}

extension PageFormat {
  /// Jupyter notebooks.
  public static let ipynb = PageFormat("ipynb", suffix: "ipynb") { NotebookPages($0).files }
}
