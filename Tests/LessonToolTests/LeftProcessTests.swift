import Foundation
import Testing

@testable import LessonRunner

/// A lesson starts processes that leave its session or its process group; none may be left when the lesson has ended.
@Suite("The processes that cells start", .enabled(if: Guardian.isAvailable))
struct LeftProcessTests {
  /// A text in the environment of a run and of all processes that it has started.
  private let mark = "lessons-test-\(UUID())"

  private func running() throws -> [Int32] {
    try Program.running().map(\.process).filter { process in
      let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
      return environment.range(of: Data(mark.utf8)) != nil
    }
  }

  private func start(_ ending: String) throws -> Process {
    try Program("crash-course").start(
      ["check", "leaves-processes"], in: CommandTests.root, environment: ["ENDING": ending, "MARK": mark])
  }

  /// Waits until as many processes are running, for at most 15 seconds.
  private func wait(for count: Int) throws -> Bool {
    for _ in 0..<300 {
      if try count == 0 ? running().isEmpty : running().count >= count { return true }
      usleep(50_000)
    }
    return false
  }

  @Test("have ended when the lesson has", arguments: ["pass", "trap", "exit", "stop", "group", "timeout"])
  func ended(_ ending: String) throws {
    let program = try start(ending)
    // The program, the guardian, the lesson and five that sleep.
    if ending == "stop" { #expect(try wait(for: 8)) }
    program.waitUntilExit()
    #expect(program.terminationStatus == (ending == "pass" ? 0 : 3))
    #expect(try running() == [])
  }

  @Test("end when the program is killed", arguments: ["stop", "group", "timeout"], [SIGKILL, SIGQUIT, SIGTERM])
  func killed(_ ending: String, _ signal: Int32) throws {
    let program = try start(ending)
    #expect(try wait(for: 8))
    kill(program.processIdentifier, signal)
    program.waitUntilExit()
    if signal != SIGKILL { #expect(try running() == []) }
    #expect(try wait(for: 0))
  }
}
