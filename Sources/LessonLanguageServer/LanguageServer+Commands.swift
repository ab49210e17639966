import LessonFormat
import LessonTangle

extension LanguageServer {
  mutating func executeCommand(_ id: JSON, _ parameters: JSON) {
    guard let name = parameters["command"]?.string, let kind = CellCommand.Kind(rawValue: name),
      let arguments = parameters["arguments"]?.array, arguments.count >= 2, let uri = arguments[0].string,
      let cell = arguments[1].string
    else {
      let names = CellCommand.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      return tellEditor(
        Message.error(
          id, .invalidParameters, "the commands are \(names), with a document and the id of one of its cells"))
    }
    tellEditor(Message.result(id, nil))
    guard let document = documents[uri], let path = document.path, let reading = document.reading else {
      return show("only the cells of an open lesson can be run", type: 1)
    }
    guard reading.lesson.cells.contains(where: { $0.id == cell }) else {
      return show("\(reading.lesson.file) has no cell '\(cell)'", type: 1)
    }
    guard readFile(path) == document.text.source.bytes else {
      return show("save \(reading.lesson.file) first: what is built is the file", type: 1)
    }
    start(CellCommand(kind: kind, path: path, cell: cell), in: uri)
  }

  private mutating func start(_ command: CellCommand, in uri: String) {
    endProgress()
    commands.number += 1
    (commands.command, commands.uri) = (command, uri)
    commands.showsProgress = editorCapabilities["window"]?["workDoneProgress"]?.bool == true
    if commands.showsProgress {
      tellEditor(
        Message.request("progress-\(commands.number)", "window/workDoneProgress/create", ["token": commands.token]))
      tellProgress(["kind": "begin", "title": .string(command.title), "cancellable": true])
    }
    actions.append(.run(commands.number, command))
  }

  /// Ends the command whose progress the editor shows, if the author has had enough of it.
  mutating func cancelCommand(_ parameters: JSON) {
    guard commands.command != nil, parameters["token"] == commands.token else { return }
    endProgress()
    actions.append(.cancelCommand)
  }

  private mutating func tellProgress(_ value: JSON) {
    guard commands.showsProgress else { return }
    tellEditor(Message.notification("$/progress", ["token": commands.token, "value": value]))
  }

  private mutating func endProgress() {
    guard commands.command != nil else { return }
    tellProgress(["kind": "end"])
    commands.command = nil
  }

  mutating func receive(_ report: CellCommandReport, from number: Int) {
    guard phase == .running, number == commands.number, let command = commands.command else { return }
    // Many editors show progress where they show messages, and its end would wipe the outcome out.
    if case .progress(let text) = report {
      return tellProgress(["kind": "report", "message": .string(text)])
    }
    endProgress()
    switch report {
    case .progress: break
    case .outcomes(let outcomes): show(outcomes, in: commands.uri)
    case .recorded(let bytes, let message): apply(bytes, message: message, to: commands.uri, of: command)
    case .failed(let message): show(message, type: 1)
    }
  }

  private mutating func show(_ outcomes: [CellOutcome], in uri: String) {
    guard let lesson = documents[uri]?.reading?.lesson else { return }
    documents[uri]?.outcomes.add(outcomes, in: lesson)
    publish(uri)
  }

  /// Changes the text in the editor, where the author can undo it.
  private mutating func apply(_ bytes: [UInt8], message: String, to uri: String, of command: CellCommand) {
    guard let document = documents[uri] else { return }
    guard readFile(command.path) == document.text.source.bytes else {
      return show("the lesson was changed while \(command.cell) ran: record it again", type: 1)
    }
    if let edit = document.text.edit(to: bytes) {
      guard editorCapabilities["workspace"]?["applyEdit"]?.bool == true else {
        return show(
          "this editor does not let a language server edit its text: record \(command.cell) with the command `record`",
          type: 1)
      }
      tellEditor(
        Message.request(
          "edit-\(commands.number)", "workspace/applyEdit",
          ["label": .string("Record \(command.cell)"), "edit": ["changes": .object([uri: [edit]])]]))
    }
    show(message, type: 3)
  }
}

extension DocumentText {
  /// Returns the edit of the lines in which another text differs, or nil if none does.
  fileprivate func edit(to bytes: [UInt8]) -> JSON? {
    let new = SourceText(bytes)
    let lines = { (text: SourceText) in (1..<text.lineCount + 1).map { text.bytes[text.fullRange(ofLine: $0)] } }
    let (before, after) = (lines(source), lines(new))
    let same = zip(before, after).prefix { $0.elementsEqual($1) }.count
    let rest = min(before.count, after.count) - same
    let sameAtEnd = zip(before.reversed(), after.reversed()).prefix(rest).prefix { $0.elementsEqual($1) }.count
    guard before.count != after.count || same + sameAtEnd < after.count else { return nil }
    let end = before.count - sameAtEnd
    let start = before[..<same].reduce(0) { $0 + $1.count }
    let last = before[..<end].reduce(0) { $0 + $1.count }
    let text = after[same..<after.count - sameAtEnd].joined()
    return [
      "range": ["start": position(ofByte: start).json, "end": position(ofByte: last).json],
      "newText": .string(String(decoding: Array(text), as: UTF8.self)),
    ]
  }
}
