import Foundation
import Testing

@testable import LessonRunner

private func end(
  code: Int32? = nil, signal: Int32? = nil, errors: String = "", memory: Int = 0
) -> ChildProcess.End {
  ChildProcess.End(exitCode: code, signal: signal, errorText: errors, peakMemory: memory)
}

/// The line that the runtime writes when it begins to report a crash.
private func begun(_ signal: Int32) -> String { "*** Signal \(signal): Backtracing from 0x7f1e8a8cfeec... done ***\n" }

/// Returns a report in the format of Swift's runtime, with the given frames from the trap outwards.
private func report(_ description: String = "", _ frames: [(description: String, file: String, line: Int)]) -> String {
  let frames = frames.map {
    #"{"description": "\#($0.description)", "sourceLocation": {"file": "\#($0.file)", "line": \#($0.line)}}"#
  }
  return
    #"{"description": "\#(description)", "threads": [{"frames": []}, {"crashed": true, "frames": [\#(frames.joined(separator: ","))]}]}"#
}

@Suite("A crash report")
struct CrashReportTests {
  private static let cases: [(ChildProcess.End, String?, Crash)] = [
    (end(code: 3), nil, Crash(.exited(code: 3))),
    (end(signal: SIGKILL), nil, Crash(.killed)), (end(signal: SIGSEGV), nil, Crash(.badAccess)),
    (end(signal: SIGUSR1), nil, Crash(.signal(SIGUSR1, description: ""))),
    (end(signal: SIGILL), nil, Crash(.failedCheck)), (end(signal: SIGTRAP), nil, Crash(.failedCheck)),
    (end(signal: SIGILL), report("odd", []), Crash(.signal(SIGILL, description: "odd"))),
    (
      end(signal: SIGTRAP, errors: "Swift/Array.swift:692: Fatal error: Index out of range\nmore"),
      report("", [("_assertionFailure(_:)", "lib.swift", 1), ("g", "/p/Lessons/a.md", 7), ("h", "Lessons/a.md", 9)]),
      Crash(.trap("Fatal error: Index out of range"), compiledLine: 7)
    ),
    (
      end(signal: SIGILL), report("", [("Swift runtime failure: arithmetic overflow\\nx", "Lessons/a.md", 4)]),
      Crash(.trap("Fatal error: arithmetic overflow"), compiledLine: 4)
    ),
    (
      end(signal: SIGSEGV), report("", Array(repeating: ("f", "Lessons/a.md", 5), count: 9)),
      Crash(.stackOverflow, compiledLine: 5)
    ),
    (end(signal: SIGABRT, errors: "failed to allocate 8 bytes"), nil, Crash(.outOfMemory(limit: 1 << 20))),
    (end(signal: SIGSEGV), "no JSON", Crash(.badAccess)),
    // What a cell wrote itself is not the reason of a later crash.
    (end(signal: SIGSEGV, errors: "Fatal error: a log line\n\n\(begun(11))"), report("", []), Crash(.badAccess)),
    (
      end(signal: SIGILL, errors: "Fatal error: a log line\n\n\(begun(4))"),
      report("", [("Swift runtime failure: arithmetic overflow\\nx", "Lessons/a.md", 4)]),
      Crash(.trap("Fatal error: arithmetic overflow"), compiledLine: 4)
    ),
    (
      end(signal: SIGILL, errors: "Fatal error: a log line\nFatal error: the reason\n\n\(begun(4))"),
      report("", [("_assertionFailure(_:)", "lib.swift", 4)]), Crash(.trap("Fatal error: the reason"))
    ),
    // The process ended itself after the runtime had reported a signal that was raised.
    (end(signal: SIGABRT, errors: "\n\(begun(11))"), report("", []), Crash(.badAccess)),
    (end(signal: SIGSEGV, memory: 1 << 20), nil, Crash(.outOfMemory(limit: 1 << 20))),
  ]

  @Test("has a cause and a line of the lesson", arguments: cases.indices)
  func causes(_ index: Int) {
    let (end, report, crash) = Self.cases[index]
    let read = CrashReport(end, report: report.map { Data($0.utf8) }, file: "Lessons/a.md", memoryLimit: 1 << 20)
    #expect(read.processEnd == .ended(crash))
  }

  @Test("of a killed process counts if it was written in time")
  func killed() {
    var end = end(signal: SIGKILL, errors: "Fatal error: x\n\n\(begun(4))")
    end.isTimedOut = true
    let written = CrashReport(end, report: nil, file: "a.md", memoryLimit: 1)
    #expect(written.processEnd == .timedOut(Crash(.trap("Fatal error: x"))))
    // A cell can write this line, too.
    end.errorText = "Fatal error: x\n"
    #expect(CrashReport(end, report: nil, file: "a.md", memoryLimit: 1).processEnd == .timedOut(nil))
    end.isStopped = true
    #expect(CrashReport(end, report: nil, file: "a.md", memoryLimit: 1).processEnd == .stopped)
  }
}
