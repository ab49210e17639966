import LessonFormat
import LessonTangle

extension LanguageServer {
  mutating func didOpen(_ parameters: JSON) {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.string, let text = item["text"]?.string else {
      return
    }
    // An editor that opens a document twice means the second text.
    if documents[uri] != nil { close(uri) }
    let document = OpenDocument(
      uri: uri, path: FileURI.path(uri), root: course?.root, text: text, version: item["version"] ?? nil)
    documents[uri] = document
    place(uri)
  }

  mutating func didChange(_ parameters: JSON) {
    guard let uri = parameters["textDocument"]?["uri"]?.string, let changes = parameters["contentChanges"]?.array else {
      return
    }
    documents[uri]?.apply(changes, version: parameters["textDocument"]?["version"] ?? nil)
    sendSource(of: uri)
    publish(uri)
  }

  mutating func didClose(_ parameters: JSON) {
    guard let uri = parameters["textDocument"]?["uri"]?.string else { return }
    let wasLesson = documents[uri]?.reading != nil
    close(uri)
    if wasLesson {
      tellEditor(Message.notification("textDocument/publishDiagnostics", ["uri": .string(uri), "diagnostics": []]))
    }
  }

  private mutating func close(_ uri: String) {
    closeSource(of: uri)
    documents[uri] = nil
  }

  /// Ends what `sourcekit-lsp` knows of a document.
  mutating func closeSource(of uri: String) {
    for request in link.takeAll(about: uri) { tellEditor(Message.result(request.id, nil)) }
    guard let document = documents[uri], document.sent != nil, let place = document.place else { return }
    documents[uri]?.sent = nil
    documents[uri]?.compilerDiagnostics = []
    tellCompilerServer(
      Message.notification("textDocument/didClose", ["textDocument": ["uri": .string(FileURI.uri(place.cells))]]))
  }

  /// Finds out what a document is in the course, and opens it in `sourcekit-lsp`.
  mutating func place(_ uri: String) {
    guard let document = documents[uri] else { return }
    guard let course else {
      documents[uri]?.set(nil, place: nil, names: CourseNames())
      publish(uri)
      // The editor's folder may be one above several packages.
      guard let path = document.path, let folder = path.lastIndex(of: "/") else { return }
      return actions.append(.findCourse(folder: String(path[..<folder])))
    }
    var place = document.path.flatMap { course.database?.place(ofMarkdown: $0) }
    // `sourcekit-lsp` cannot have a file open twice.
    if documents.values.contains(where: { $0.uri != uri && $0.place == place && place != nil }) { place = nil }
    if place != document.place { closeSource(of: uri) }
    documents[uri]?.set(document.path.flatMap(course.form), place: place, names: course.names)
    if documents[uri]?.reading != nil, course.database == nil { say(.noBuild(advice: course.buildAdvice)) }
    sendSource(of: uri)
    publish(uri)
  }

  /// Gives `sourcekit-lsp` the Swift source of a document, if that has changed.
  mutating func sendSource(of uri: String) {
    guard let document = documents[uri], let reading = document.reading, let place = document.place else { return }
    // The compiler takes a NUL for the end.
    let source = reading.edited.source.replacing("\0", with: " ")
    guard let sent = document.sent else {
      prepareCompilerServer(for: place)
      guard link.state != .unavailable else { return }
      documents[uri]?.sent = (source, 1)
      return tellCompilerServer(
        Message.notification(
          "textDocument/didOpen",
          [
            "textDocument": [
              "uri": .string(FileURI.uri(place.cells)), "languageId": "swift", "version": 1, "text": .string(source),
            ]
          ]))
    }
    guard sent.source != source else { return }
    documents[uri]?.sent = (source, sent.version + 1)
    tellCompilerServer(
      Message.notification(
        "textDocument/didChange",
        [
          "textDocument": ["uri": .string(FileURI.uri(place.cells)), "version": .int(sent.version + 1)],
          "contentChanges": [["text": .string(source)]],
        ]))
  }

  /// Tells the editor everything that is wrong with a document, unless it was told the same before.
  mutating func publish(_ uri: String) {
    guard let document = documents[uri] else { return }
    var diagnostics: [JSON] = []
    if let reading = document.reading {
      diagnostics = reading.features.diagnostics.map { JSON(encoding: $0) }
      // The code of a broken cell is not shown as values, so that everything in it would seem unused.
      let compiler = document.compilerDiagnostics
      diagnostics += diagnostics.isEmpty ? compiler : compiler.filter { !CompilerDiagnostic.isAboutUnused($0) }
      diagnostics += document.outcomes.current(in: reading.lesson).map { $0.diagnostic(in: document.text) }
    } else if document.published == nil {
      // A file that is no lesson is none of this server's business.
      return
    }
    guard document.published != diagnostics else { return }
    documents[uri]?.published = diagnostics
    var parameters: JSON = ["uri": .string(uri), "diagnostics": .array(diagnostics)]
    if document.version != .null { parameters["version"] = document.version }
    tellEditor(Message.notification("textDocument/publishDiagnostics", parameters))
  }
}

extension CellOutcome {
  /// The outcome as editors show it: at its line.
  fileprivate func diagnostic(in text: DocumentText) -> JSON {
    let range = text.range(ofLine: line)
    return [
      "range": ["start": range.start.json, "end": range.end.json], "severity": .int(severity.rawValue),
      "source": "lessons run", "message": .string(message),
    ]
  }
}
