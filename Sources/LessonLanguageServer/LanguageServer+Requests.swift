import LessonTangle

extension LanguageServer {
  /// The requests about a position that `sourcekit-lsp` answers.
  private static let positionRequests: Set = [
    "textDocument/signatureHelp", "textDocument/declaration", "textDocument/definition", "textDocument/typeDefinition",
    "textDocument/implementation", "textDocument/references", "textDocument/documentHighlight", "textDocument/rename",
    "textDocument/prepareRename", "textDocument/completion", "textDocument/hover",
  ]

  mutating func receiveRequest(_ id: JSON, _ method: String, _ parameters: JSON) {
    switch method {
    case "workspace/executeCommand": executeCommand(id, parameters)
    case "completionItem/resolve": resolve(id, parameters)
    case _ where method.hasPrefix("textDocument/"):
      guard let uri = parameters["textDocument"]?["uri"]?.string else {
        return tellEditor(Message.error(id, .invalidParameters, "\(method) needs a document"))
      }
      receiveRequest(id, method, parameters, about: uri)
    default: tellEditor(Message.error(id, .unknownMethod, "there is no method \(method)"))
    }
  }

  private mutating func receiveRequest(_ id: JSON, _ method: String, _ parameters: JSON, about uri: String) {
    let reading = documents[uri]?.reading
    switch method {
    case "textDocument/documentSymbol":
      tellEditor(Message.result(id, reading.map { JSON(encoding: $0.features.symbols) } ?? nil))
    case "textDocument/foldingRange":
      tellEditor(Message.result(id, reading.map { JSON(encoding: $0.features.folds) } ?? nil))
    case "textDocument/codeLens":
      tellEditor(Message.result(id, reading.map { JSON(encoding: $0.features.lenses(uri: uri)) } ?? nil))
    case "textDocument/semanticTokens/full", "textDocument/semanticTokens/range", "textDocument/inlayHint":
      askForWholeFile(id, method, parameters, about: uri)
    case "textDocument/codeAction": askForActions(id, parameters, about: uri)
    case _ where Self.positionRequests.contains(method): ask(id, method, parameters, about: uri)
    default: tellEditor(Message.error(id, .unknownMethod, "there is no method \(method)"))
    }
  }

  /// Answers a request about a position, or passes it on if that is in code.
  private mutating func ask(_ id: JSON, _ method: String, _ parameters: JSON, about uri: String) {
    guard let position = parameters["position"].flatMap(TextPosition.init) else {
      return tellEditor(Message.error(id, .invalidParameters, "\(method) needs a position"))
    }
    guard let reading = documents[uri]?.reading else { return tellEditor(Message.result(id, nil)) }
    guard let mapped = reading.edited.map.generated(position) else {
      return tellEditor(Message.result(id, ownAnswer(method, at: position, reading)))
    }
    // What shows a value is a call, too, but none that the author has written.
    if method == "textDocument/signatureHelp", documents[uri]?.hasOpenBracket(before: position) == false {
      return tellEditor(Message.result(id, nil))
    }
    // Other characters are for the lines of fences.
    if let trigger = parameters["context"]?["triggerCharacter"]?.string, method == "textDocument/completion",
      !Capabilities.codeTriggers.contains(trigger)
    {
      return tellEditor(Message.result(id, nil))
    }
    var parameters = parameters
    parameters["position"] = mapped.json
    passOn(id, method, parameters, about: uri)
  }

  /// Returns what the lesson itself says about a position that is not in code.
  private func ownAnswer(_ method: String, at position: TextPosition, _ reading: OpenDocument.Reading) -> JSON {
    switch method {
    case "textDocument/completion":
      let items = reading.features.completions(at: position)
      return items.isEmpty ? nil : JSON(encoding: items)
    case "textDocument/hover": return reading.features.hover(at: position).map { JSON(encoding: $0) } ?? nil
    default: return nil
    }
  }

  /// Asks about a whole file; the editor's range, which may begin in prose, is cut out of the answer.
  private mutating func askForWholeFile(_ id: JSON, _ method: String, _ parameters: JSON, about uri: String) {
    guard let source = documents[uri]?.sent?.source else { return tellEditor(Message.result(id, nil)) }
    var asked: JSON = ["textDocument": [:]]
    if method == "textDocument/inlayHint" {
      let end = TextPosition(line: source.utf8.count { $0 == .newline } + 1, character: 0)
      asked["range"] = ["start": TextPosition(line: 0, character: 0).json, "end": end.json]
    }
    var lines: ClosedRange<Int>?
    if let range = parameters["range"], let start = range["start"].flatMap(TextPosition.init),
      let end = range["end"].flatMap(TextPosition.init), start <= end
    {
      lines = start.line...end.line
    }
    let all = method.hasPrefix("textDocument/semanticTokens") ? "textDocument/semanticTokens/full" : method
    passOn(id, all, asked, about: uri, lines: lines)
  }

  /// Completes an item that `sourcekit-lsp` has offered.
  private mutating func resolve(_ id: JSON, _ item: JSON) {
    guard let path = item["data"]?["uri"]?.string.flatMap(FileURI.path),
      let document = documents.values.first(where: { $0.place?.cells == path })
    else { return tellEditor(Message.result(id, item)) }
    passOn(id, "completionItem/resolve", item, about: document.uri)
  }

  /// Passes a request on, with parameters whose positions are those of the generated file.
  mutating func passOn(
    _ id: JSON, _ method: String, _ parameters: JSON, about uri: String, lines: ClosedRange<Int>? = nil,
    own: [JSON] = []
  ) {
    guard let document = documents[uri], let reading = document.reading, let place = document.place,
      let sent = document.sent,
      link.state == .starting || link.state == .running
    else { return tellEditor(Message.result(id, own.isEmpty ? nil : .array(own))) }
    var parameters = parameters
    if parameters["textDocument"] != nil { parameters["textDocument"] = ["uri": .string(FileURI.uri(place.cells))] }
    // Its progress would be that of a file which the editor does not know.
    parameters["workDoneToken"] = nil
    parameters["partialResultToken"] = nil
    let number = link.add(
      CompilerServerLink.Request(
        id: id, method: method, uri: uri, map: reading.edited.map, version: sent.version,
        position: parameters["position"], lines: lines, own: own))
    tellCompilerServer(Message.request(.int(number), method, parameters))
  }
}
