import Foundation
import Testing

/// A running `lsp` of the crash course, whose builds a test controls.
private final class ServerRun {
  let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var text = ""
  private let uri: String

  /// Starts the server, and opens a lesson in it.
  init(_ folder: borrowing CourseFolder, _ swift: borrowing FakeSwift, opening name: String) throws {
    uri = folder.file(name).absoluteString
    process.executableURL = URL(filePath: Program("crash-course").path)
    process.arguments = ["lsp"]
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(swift.environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let capabilities = #"{"workspace":{"applyEdit":true},"window":{"workDoneProgress":true}}"#
    send(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":\#(capabilities)}}"#)
    let document = ["uri": uri, "languageId": "markdown", "text": try folder.text(name)]
    let item = String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    send(#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":\#(item)}}"#)
  }

  deinit { process.terminate() }

  private func send(_ message: String) {
    input.fileHandleForWriting.write(Data("Content-Length: \(message.utf8.count)\r\n\r\n\(message)".utf8))
  }

  func execute(_ command: String, _ cell: String) {
    let parameters = #"{"command":"\#(command)","arguments":["\#(uri)","\#(cell)"]}"#
    send(#"{"jsonrpc":"2.0","id":2,"method":"workspace/executeCommand","params":\#(parameters)}"#)
  }

  /// Returns everything that the server has said since the last call, as soon as all texts are in it; nil if they do not come.
  func said(_ expected: String...) -> String? {
    while !expected.allSatisfy(text.contains) {
      let bytes = output.fileHandleForReading.availableData
      guard !bytes.isEmpty else { return nil }
      text += String(decoding: bytes, as: UTF8.self)
    }
    defer { text = "" }
    return text
  }
}

@Suite("Serving an editor", .timeLimit(.minutes(2))) struct LanguageServerCommandTests {
  @Test("A cell is built and run, and the difference stands at its line") func runs() throws {
    let folder = try CourseFolder("mismatches")
    let swift = try FakeSwift()
    try swift.setBuild(of: folder.url)
    let server = try ServerRun(folder, swift, opening: "mismatches")
    server.execute("lessons.runCell", "text")
    let said = try #require(server.said("lessons run", #""line":28"#, #""kind":"end""#))
    #expect(said.contains("line 29 differs: `sat`, expected `sits`"))
    #expect(said.contains(#"- sits\n+ sat"#))
    #expect(!said.contains("one-number"))
    #expect(swift.builds.count == 1)
  }

  @Test("Errors of the compiler in the lesson stand at their lines, others are shown") func compileErrors() throws {
    let folder = try CourseFolder("mismatches")
    let swift = try FakeSwift()
    try swift.setBuild("echo 'Tests/CrashCourse/mismatches.md:22:7: error: no such animal'; exit 1\n")
    let server = try ServerRun(folder, swift, opening: "mismatches")
    server.execute("lessons.runCell", "text")
    #expect(server.said("does not compile: no such animal", #""line":21"#, #""kind":"end""#) != nil)
    try swift.setBuild("echo 'Sources/Sun/Sun.swift:7:3: error: no light'; exit 1\n")
    server.execute("lessons.runCell", "text")
    #expect(server.said("the build fails: Sources/Sun/Sun.swift:7:3: no light") != nil)
  }

  @Test("One cell is recorded, in the editor's text") func records() throws {
    let folder = try CourseFolder("mismatches")
    let swift = try FakeSwift()
    try swift.setBuild(of: folder.url)
    let before = try folder.text("mismatches")
    let server = try ServerRun(folder, swift, opening: "mismatches")
    server.execute("lessons.recordCell", "text")
    #expect(
      server.said("workspace/applyEdit", #""newText":"sat\n""#, "recorded the output of text", #""kind":"end""#) != nil)
    #expect(try folder.text("mismatches") == before)
  }

  @Test("A newer command ends an older one, and so does the end of the server") func replaced() throws {
    let folder = try CourseFolder("mismatches")
    let swift = try FakeSwift()
    try swift.setBuild(of: folder.url, waits: true)
    let server = try ServerRun(folder, swift, opening: "mismatches")
    server.execute("lessons.runCell", "one-number")
    #expect(server.said("building") != nil)
    server.execute("lessons.runCell", "text")
    #expect(server.said("Running text") != nil)
    // The older build might take what lets the newer one end.
    while swift.builds.count < 2 { usleep(10_000) }
    try swift.finish()
    let said = try #require(server.said("line 29 differs", #""kind":"end""#))
    #expect(!said.contains("0.26"))
  }

  @Test("On a terminal it says what it is for") func terminal() throws {
    let terminal = PseudoTerminal()
    let process = try Program("lessons").start(["lsp"], in: CommandTests.root, on: terminal.handle)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(
      terminal.waitForNext("editors start `lsp` and talk to it: Documentation/Editors.md says how to set them up"))
  }
}
