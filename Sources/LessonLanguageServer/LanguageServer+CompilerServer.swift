import LessonFormat
import LessonTangle

extension LanguageServer {
  /// Sends a message to `sourcekit-lsp`, once it has started.
  mutating func tellCompilerServer(_ message: JSON) {
    switch link.state {
    case .running: actions.append(.toCompilerServer(message))
    case .starting: link.wait(message)
    case .idle, .unavailable: break
    }
  }

  /// Starts `sourcekit-lsp` if it has not been needed yet, and tells it about a lesson that the build does not know.
  mutating func prepareCompilerServer(for place: BuildDatabase.Place) {
    let isNew = course?.database?.place(ofCells: place.cells) == nil
    switch link.state {
    case .idle: startCompilerServer()
    case .starting, .running: if isNew { writeCompileCommands() }
    case .unavailable: break
    }
  }

  private mutating func startCompilerServer() {
    guard let course, let database = course.database else { return }
    link.state = .starting
    actions.append(.writeCompileCommands(compileCommands(database, course)))
    actions.append(.startCompilerServer(compiler: database.compiler))
    let parameters = CompilerServerParameters(
      root: course.root, databaseFolder: databaseFolder, editorCapabilities: editorCapabilities)
    actions.append(.toCompilerServer(Message.request(Self.initializeID, "initialize", parameters.json)))
  }

  private static let initializeID: JSON = "initialize"

  private func compileCommands(_ database: BuildDatabase, _ course: ServedCourse) -> JSON {
    database.compileCommands(root: course.root, adding: documents.values.compactMap(\.place))
  }

  private mutating func writeCompileCommands() {
    guard let course, let database = course.database else { return }
    actions.append(.writeCompileCommands(compileCommands(database, course)))
    tellOfChanges(["\(databaseFolder)/compile_commands.json"])
  }

  private mutating func tellOfChanges(_ files: [String]) {
    let changes = files.map { ["uri": .string(FileURI.uri($0)), "type": 2] as JSON }
    tellCompilerServer(Message.notification("workspace/didChangeWatchedFiles", ["changes": .array(changes)]))
  }

  mutating func courseChanged(_ new: ServedCourse) {
    let isTold = link.state == .starting || link.state == .running
    course = new
    if isTold { writeCompileCommands() }
    for uri in documents.keys.sorted() { place(uri) }
  }

  mutating func modulesBuilt(_ modules: [String]) {
    if link.state == .starting || link.state == .running { tellOfChanges(modules) }
  }

  mutating func receiveFromCompilerServer(_ message: JSON) {
    if let method = message["method"]?.string {
      let parameters = message["params"] ?? [:]
      if let id = message["id"] { return answerCompilerServer(id, method) }
      switch method {
      case "textDocument/publishDiagnostics": receiveDiagnostics(parameters)
      case "window/logMessage", "window/showMessage":
        actions.append(.log("sourcekit-lsp: \(parameters["message"]?.string ?? "")"))
      default: break
      }
    } else if message["id"] == Self.initializeID {
      compilerServerStarted(message)
    } else if let id = message["id"]?.int, let request = link.take(id) {
      receiveAnswer(message, to: request)
    }
  }

  /// Answers a request of `sourcekit-lsp`; it asks for nothing that this server has not told it that the editor cannot do.
  private mutating func answerCompilerServer(_ id: JSON, _ method: String) {
    switch method {
    case "workspace/semanticTokens/refresh", "workspace/inlayHint/refresh":
      let name = method.split(separator: "/")[1]
      if editorCapabilities["workspace"]?[String(name)]?["refreshSupport"]?.bool == true {
        tellEditor(Message.request("refresh-\(link.nextID())", method, nil))
      }
      tellCompilerServer(Message.result(id, nil))
    default: tellCompilerServer(Message.error(id, .unknownMethod, "the editor does not support \(method)"))
    }
  }

  private mutating func compilerServerStarted(_ message: JSON) {
    guard link.state == .starting else { return }
    guard let capabilities = message["result"]?["capabilities"] else {
      link.state = .unavailable
      say(.compilerServerRefuses(reason: message["error"]?["message"]?.string ?? "it gives no reason"))
      return failCompilerRequests("`sourcekit-lsp` does not start")
    }
    link.legend = SemanticLegend(capabilities["semanticTokensProvider"]?["legend"])
    link.state = .running
    tellCompilerServer(Message.notification("initialized", [:]))
    link.takeWaiting().forEach { tellCompilerServer($0) }
  }

  mutating func compilerServerEnded() {
    guard phase == .running, link.state != .unavailable else { return }
    failCompilerRequests("`sourcekit-lsp` has ended")
    guard link.restarts < CompilerServerLink.restartLimit else {
      link.state = .unavailable
      return say(.compilerServerCrashes)
    }
    link.restarts += 1
    link.state = .idle
    for uri in documents.keys.sorted() { sendSource(of: uri) }
  }

  /// Answers all requests that `sourcekit-lsp` will not answer any more.
  mutating func failCompilerRequests(_ reason: String) {
    _ = link.takeWaiting()
    for request in link.takeAll() { tellEditor(Message.error(request.id, .failed, reason)) }
    for uri in documents.keys.sorted() {
      documents[uri]?.sent = nil
      documents[uri]?.compilerDiagnostics = []
      publish(uri)
    }
  }

  private mutating func receiveDiagnostics(_ parameters: JSON) {
    guard let uri = parameters["uri"]?.string, let path = FileURI.path(uri),
      let document = documents.values.first(where: { $0.place?.cells == path }), let reading = document.reading,
      let diagnostics = parameters["diagnostics"]?.array
    else { return }
    // What was said of an older text is about to be said anew.
    if let version = parameters["version"]?.int, let sent = document.sent, version < sent.version { return }
    if diagnostics.contains(where: CompilerDiagnostic.isAboutToolchain), let course {
      say(.otherToolchain(advice: course.buildAdvice))
    }
    let target = ResultMapper.Target(uri: document.uri, map: reading.edited.map)
    let mapper = mapper(target, ofCells: path)
    var seen: [JSON] = []
    for diagnostic in diagnostics.compactMap({ CompilerDiagnostic.mapped($0, by: mapper, in: target) })
    // An exercise's checks are compiled twice.
    where !seen.contains(diagnostic) { seen.append(diagnostic) }
    documents[document.uri]?.compilerDiagnostics = seen
    publish(document.uri)
  }

  private mutating func receive(_ error: JSON, to request: CompilerServerLink.Request) {
    // Where there is nothing to say, `sourcekit-lsp` often fails instead, which editors would show at each movement of the cursor.
    guard request.method != "textDocument/rename", !Message.isExpected(error) else {
      return tellEditor(["jsonrpc": "2.0", "id": request.id, "error": error])
    }
    actions.append(.log("sourcekit-lsp: \(request.method): \(error["message"]?.string ?? "")"))
    tellEditor(Message.result(request.id, request.own.isEmpty ? nil : .array(request.own)))
  }

  private mutating func receiveAnswer(_ message: JSON, to request: CompilerServerLink.Request) {
    if let error = message["error"] { return receive(error, to: request) }
    let result = message["result"] ?? nil
    let document = documents[request.uri]
    guard !request.isEdit || document?.sent?.version == request.version else {
      return tellEditor(Message.error(request.id, .contentModified, "the text has changed in the meantime"))
    }
    // The index, which alone is asked for references, has no local names; and without an index, there are no references at all.
    if request.method == "textDocument/references", result.array?.isEmpty != false, let position = request.position,
      let cells = document?.place?.cells
    {
      var local = request
      local.method = CompilerServerAnswer.localReferences
      let parameters: JSON = ["textDocument": ["uri": .string(FileURI.uri(cells))], "position": position]
      return tellCompilerServer(
        Message.request(.int(link.add(local)), "textDocument/documentHighlight", parameters))
    }
    let target = ResultMapper.Target(uri: request.uri, map: request.map, version: document?.version ?? nil)
    let answer = CompilerServerAnswer(
      request: request, target: target, mapper: mapper(target, ofCells: document?.place?.cells), legend: link.legend)
    tellEditor(Message.result(request.id, answer.result(result)))
  }

  /// Returns what turns positions in generated files into those of lessons.
  ///
  /// - Parameters:
  ///   - target: the lesson that an answer is about.
  ///   - cells: the path of the generated file of that lesson.
  private func mapper(_ target: ResultMapper.Target, ofCells cells: String?) -> ResultMapper {
    ResultMapper { path in
      if path == cells { return target }
      if let document = documents.values.first(where: { $0.place?.cells == path }), let reading = document.reading {
        return ResultMapper.Target(uri: document.uri, map: reading.edited.map, version: document.version)
      }
      guard let place = course?.database?.place(ofCells: path), let bytes = readFile(place.markdown) else { return nil }
      let lesson = Lesson(parsing: bytes, file: place.markdown, as: place.form)
      return ResultMapper.Target(uri: FileURI.uri(place.markdown), map: EditedLesson(lesson).map)
    }
  }
}
