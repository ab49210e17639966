extension LanguageServer {
  mutating func receiveFromEditor(_ message: JSON) {
    let id = message["id"]
    guard let method = message["method"]?.string else {
      // An answer to a request of this server's needs no reaction.
      if id == nil || (message["result"] == nil && message["error"] == nil) {
        tellEditor(Message.error(id ?? nil, .invalidRequest, "the message has no method"))
      }
      return
    }
    let parameters = message["params"] ?? [:]
    if method == "exit" { return actions.append(.exit(phase == .shutDown ? 0 : 1)) }
    guard let id else {
      if phase == .running { receiveNotification(method, parameters) }
      return
    }
    switch (phase, method) {
    case (.new, "initialize"): initialize(id, parameters)
    case (.new, _): tellEditor(Message.error(id, .notInitialized, "the first request must be `initialize`"))
    case (.running, "initialize"): tellEditor(Message.error(id, .invalidRequest, "the server is initialized already"))
    case (.running, "shutdown"):
      phase = .shutDown
      tellEditor(Message.result(id, nil))
    case (.running, _): receiveRequest(id, method, parameters)
    case (.shutDown, _): tellEditor(Message.error(id, .invalidRequest, "the server is shut down"))
    }
  }

  private mutating func initialize(_ id: JSON, _ parameters: JSON) {
    phase = .running
    editorCapabilities = parameters["capabilities"] ?? [:]
    let folder = parameters["workspaceFolders"]?.array?.first?["uri"]?.string ?? parameters["rootUri"]?.string
    tellEditor(
      Message.result(
        id,
        [
          "capabilities": Capabilities.json(for: editorCapabilities),
          "serverInfo": ["name": "lessons", "version": .string(version)],
        ]))
    actions.append(.findCourse(folder: folder.flatMap(FileURI.path) ?? parameters["rootPath"]?.string))
  }

  private mutating func receiveNotification(_ method: String, _ parameters: JSON) {
    switch method {
    case "textDocument/didOpen": didOpen(parameters)
    case "textDocument/didChange": didChange(parameters)
    case "textDocument/didClose": didClose(parameters)
    case "$/cancelRequest": cancel(parameters)
    case "window/workDoneProgress/cancel": cancelCommand(parameters)
    // All others are about what this server does not do, or need no reaction.
    default: break
    }
  }

  private mutating func cancel(_ parameters: JSON) {
    // What this server answers itself has been answered already.
    guard let id = parameters["id"], let number = link.number(ofRequest: id) else { return }
    tellCompilerServer(Message.notification("$/cancelRequest", ["id": .int(number)]))
  }
}
