import LessonFormat
import LessonTangle

extension LanguageServer {
  /// Asks for fixes of what the compiler says, and offers the commands of the cell.
  mutating func askForActions(_ id: JSON, _ parameters: JSON, about uri: String) {
    guard let range = parameters["range"], let start = range["start"].flatMap(TextPosition.init),
      let end = range["end"].flatMap(TextPosition.init)
    else { return tellEditor(Message.error(id, .invalidParameters, "textDocument/codeAction needs a range")) }
    let kinds = parameters["context"]?["only"]?.array?.compactMap(\.string)
    let commands = kinds.map { $0.contains("") } ?? true ? commands(at: start, in: uri) : []
    guard let map = documents[uri]?.reading?.edited.map, let first = map.generated(start),
      kinds.map({ $0.contains { $0.isEmpty || $0 == "quickfix" } }) ?? true
    else { return tellEditor(Message.result(id, commands.isEmpty ? nil : .array(commands))) }
    let last = map.generated(end) ?? first
    let diagnostics = parameters["context"]?["diagnostics"]?.array ?? []
    let asked: JSON = [
      "textDocument": [:], "range": ["start": first.json, "end": max(first, last).json],
      "context": ["diagnostics": .array(diagnostics.compactMap { $0.generated(by: map) }), "only": ["quickfix"]],
    ]
    passOn(id, "textDocument/codeAction", asked, about: uri, own: commands)
  }

  /// Returns the commands of the cell that has a position in its fences or in an output, for editors that show no lenses.
  private func commands(at position: TextPosition, in uri: String) -> [JSON] {
    guard let reading = documents[uri]?.reading, position.line < Int.max else { return [] }
    let line = position.line + 1
    let cell = reading.lesson.cells.first { cell in
      cell.fence.lines.contains(line) || cell.outputs.contains { $0.fence.lines.contains(line) }
    }
    guard let cell else { return [] }
    let isLiteral = editorCapabilities["textDocument"]?["codeAction"]?["codeActionLiteralSupport"] != nil
    return reading.features.lenses(uri: uri).map(\.command).filter { $0.arguments.last == cell.id }.map { command in
      isLiteral ? ["title": .string(command.title), "command": JSON(encoding: command)] : JSON(encoding: command)
    }
  }
}

extension JSON {
  /// Returns a diagnostic of the compiler where it is in the generated file; nil if it is one of this server's own.
  fileprivate func generated(by map: PositionMap) -> JSON? {
    guard self["source"]?.string?.hasPrefix("lessons") != true,
      let start = self["range"]?["start"].flatMap(TextPosition.init).flatMap(map.generated),
      let end = self["range"]?["end"].flatMap(TextPosition.init).flatMap(map.generated)
    else { return nil }
    var diagnostic = self
    diagnostic["range"] = ["start": start.json, "end": end.json]
    diagnostic["relatedInformation"] = nil
    return diagnostic
  }
}
