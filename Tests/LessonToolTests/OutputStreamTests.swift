import Foundation
import Testing

@Suite("A standard output that cannot be written")
struct OutputStreamTests {
  /// Runs a command whose standard output is open for reading only, so that no byte can be written to it.
  private func run(_ arguments: [String], in folder: URL) throws -> (errors: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: Program("crash-course").path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["CI": "false"]) { $1 }
    process.standardOutput = FileHandle(forReadingAtPath: "/dev/null")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let bytes = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
  }

  @Test(
    "fails every command, with a message",
    arguments: [
      "--help", "--version", "", "help run", "check --help", "--generate-completion-script bash",
      "--experimental-dump-help", "list", "list --json", "show needs", "run needs", "check needs",
      "check needs --format json", "check needs --format junit", "check throws --format github",
      "record needs --dry-run", "render needs --to html -o out", "lint", "new 77-mine",
    ])
  func fails(_ command: String) throws {
    let folder = try CourseFolder("needs", "throws", "mismatches")
    let result = try run(command.split(separator: " ").map(String.init), in: folder.url)
    #expect(result.code != 0)
    #expect(result.errors.contains("error: cannot write the output: "), "\(result.errors)")
  }
}
