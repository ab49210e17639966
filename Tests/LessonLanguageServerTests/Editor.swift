import Foundation
import LessonTangle

@testable import LessonLanguageServer

/// A running `lessons lsp` to which a test plays the editor.
final class Editor: @unchecked Sendable {
  /// What went wrong between the two.
  struct Failure: Error, CustomStringConvertible { var description: String }

  let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  /// Protects what follows.
  private let news = NSCondition()
  private var answers: [Int: JSON] = [:]
  private var diagnostics: [String: [JSON]] = [:]
  private var messages: [String] = []
  private var hasEnded = false
  private var lastID = 0

  /// The folder of this package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .path

  /// The program that is built next to the tests.
  static let program: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return (bundle ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent().appending(path: "lessons")
  }()

  /// Whether there is a `sourcekit-lsp`, and a build that tells it how lessons are compiled.
  static let hasCompilerServer: Bool = {
    let kind = program.resolvingSymlinksInPath().deletingLastPathComponent()
    let scratch = kind.deletingLastPathComponent().deletingLastPathComponent()
    guard
      let manifest = FileManager.default.contents(
        atPath: scratch.appending(path: "\(kind.lastPathComponent).yaml").path),
      let database = BuildDatabase(manifest: Array(manifest))
    else { return false }
    let path = ProcessInfo.processInfo.environment["PATH"]
    return CompilerServerProcess.executable(besideCompiler: database.compiler, path: path) != nil
  }()

  init(capabilities: JSON = [:], folder: String = root, environment: [String: String] = [:]) throws {
    process.executableURL = Self.program
    process.arguments = ["lsp"]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.detachNewThread { [self] in read() }
    _ = try ask("initialize", ["rootUri": .string(FileURI.uri(folder)), "capabilities": capabilities])
    tell("initialized")
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  private func read() {
    var reader = MessageReader()
    while true {
      let bytes = output.fileHandleForReading.availableData
      guard !bytes.isEmpty else { break }
      reader.append(bytes)
      while case .message(let message)? = reader.next() { receive(message) }
    }
    news.withLock {
      hasEnded = true
      news.broadcast()
    }
  }

  private func receive(_ message: JSON) {
    news.withLock {
      defer { news.broadcast() }
      guard let method = message["method"]?.string else { return answers[message["id"]?.int ?? 0] = message }
      let parameters = message["params"]
      switch method {
      case "textDocument/publishDiagnostics":
        diagnostics[parameters?["uri"]?.string ?? ""] = parameters?["diagnostics"]?.array ?? []
      case "window/showMessage": messages.append(parameters?["message"]?.string ?? "")
      default: if let id = message["id"] { write(Message.result(id, nil)) }
      }
    }
  }

  private func write(_ message: JSON) { input.fileHandleForWriting.write(Data(Message.framed(message))) }

  /// Waits until there is a value.
  private func wait<Value>(_ seconds: Double, for what: String, _ value: () -> Value?) throws -> Value {
    let limit = Date(timeIntervalSinceNow: seconds)
    return try news.withLock {
      while true {
        if let value = value() { return value }
        guard !hasEnded, news.wait(until: limit) else {
          throw Failure(description: "\(what): nothing after \(seconds) s")
        }
      }
    }
  }

  func tell(_ method: String, _ parameters: JSON = [:]) { write(Message.notification(method, parameters)) }

  /// Returns the result of a request.
  func ask(_ method: String, _ parameters: JSON = [:]) throws -> JSON {
    let id = news.withLock {
      lastID += 1
      return lastID
    }
    write(Message.request(.int(id), method, parameters))
    let answer = try wait(120, for: method) { answers.removeValue(forKey: id) }
    if let error = answer["error"] {
      throw Failure(description: "\(method): \(String(decoding: error.text, as: UTF8.self))")
    }
    return answer["result"] ?? nil
  }

  /// Returns the diagnostics of a document as soon as they are as expected.
  @discardableResult
  func diagnostics(of uri: String, within seconds: Double = 60, where isExpected: ([JSON]) -> Bool) throws -> [JSON] {
    try wait(seconds, for: "diagnostics of \(uri), which are \(diagnostics[uri] ?? [])") {
      diagnostics[uri].flatMap { isExpected($0) ? $0 : nil }
    }
  }

  /// What the author was told.
  var shown: [String] { news.withLock { messages } }

  /// Ends the server as editors do; returns its exit code.
  func end() throws -> Int32 {
    _ = try ask("shutdown")
    tell("exit")
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Closes the connection; returns the server's exit code.
  func hangUp() throws -> Int32 {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// A lesson that an editor has open.
final class EditedFile {
  private let editor: Editor
  let uri: String
  let original: String
  private(set) var text: String
  private var version = 1

  /// Opens the file at a path from the package's folder.
  init(_ path: String, in editor: Editor, text: String? = nil) throws {
    self.editor = editor
    let file = "\(Editor.root)/\(path)"
    uri = FileURI.uri(file)
    original = try text ?? String(contentsOfFile: file, encoding: .utf8)
    self.text = original
    editor.tell(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(uri), "languageId": "markdown", "version": 1, "text": .string(original)]])
  }

  /// Replaces the first appearance of a text in the original by another.
  func change(_ old: String, to new: String) {
    let changed = original.firstRange(of: old).map { original.replacingCharacters(in: $0, with: new) }
    set(changed ?? original)
  }

  /// Replaces the whole text, by the smallest edit.
  func set(_ new: String) {
    let (before, after) = (Array(text.utf8), Array(new.utf8))
    let isInside = { (byte: UInt8) in byte & 0xC0 == 0x80 }
    var same = zip(before, after).prefix { $0 == $1 }.count
    while same > 0, [before, after].contains(where: { same < $0.count && isInside($0[same]) }) { same -= 1 }
    let rest = min(before.count, after.count) - same
    var sameAtEnd = zip(before.reversed(), after.reversed()).prefix(rest).prefix { $0 == $1 }.count
    while sameAtEnd > 0, isInside(before[before.count - sameAtEnd]) { sameAtEnd -= 1 }
    let old = DocumentText(text)
    let edit: JSON = [
      "range": [
        "start": old.position(ofByte: same).json, "end": old.position(ofByte: before.count - sameAtEnd).json,
      ],
      "text": .string(String(decoding: after[same..<after.count - sameAtEnd], as: UTF8.self)),
    ]
    text = new
    version += 1
    editor.tell(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(uri), "version": .int(version)], "contentChanges": [edit]])
  }

  /// Returns the result of a request about a place.
  func ask(_ method: String, _ needle: String, _ offset: Int = 0, _ more: [String: JSON] = [:]) throws -> JSON {
    let parameters: [String: JSON] = [
      "textDocument": ["uri": .string(uri)], "position": text.position(of: needle, offset).json,
    ]
    return try editor.ask("textDocument/\(method)", .object(parameters.merging(more) { $1 }))
  }

  /// Returns the text of a hover.
  func hover(_ needle: String, _ offset: Int = 0) throws -> String {
    try ask("hover", needle, offset)["contents"]?["value"]?.string ?? ""
  }

  /// Returns the words that a completion offers.
  func completions(_ needle: String, _ offset: Int) throws -> [String] {
    let result = try ask("completion", needle, offset)
    return (result["items"]?.array ?? result.array ?? []).compactMap { $0["label"]?.string }
  }

  @discardableResult
  func diagnostics(where isExpected: ([JSON]) -> Bool) throws -> [JSON] {
    try editor.diagnostics(of: uri, where: isExpected)
  }
}
