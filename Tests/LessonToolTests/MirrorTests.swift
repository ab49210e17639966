import Foundation
import Testing

@Suite("The five notebooks")
struct MirrorTests {
  private static let hasData =
    ProcessInfo.processInfo.environment["LESSONS_DATA"].map {
      FileManager.default.fileExists(atPath: $0 + "/tinyshakespeare/input.txt")
    } ?? false

  /// In a debug build, the training in three of them would take minutes.
  private static let notebooks: [String] = {
    #if DEBUG
      ["notebook-001", "notebook-003"]
    #else
      ["notebook-000", "notebook-001", "notebook-002", "notebook-003", "notebook-004"]
    #endif
  }()

  @Test("print what their mirrors print", .enabled(if: hasData, "needs tinyshakespeare"), arguments: notebooks)
  func mirror(_ notebook: String) throws {
    let result = try Program("notebook-mirrors").run(["check", notebook], in: CommandTests.root)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test("have 98 outputs")
  func count() throws {
    let result = try Program("notebook-mirrors").run(["list", "--json"], in: CommandTests.root)
    let lines = result.output.split(separator: "\n")
    let cells = try lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (object?["cells"] as? [String])?.count ?? 0
    }
    #expect(cells == [21, 7, 18, 34, 18])
  }
}
