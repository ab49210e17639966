import LessonRunner

extension Crash {
  /// How the process ended and, where useful, what to do about it.
  var message: String { (isAfterLastCell ? "after the last cell: " : "") + cause.message }
}

extension Crash.Cause {
  fileprivate var message: String {
    switch self {
    case .exited(let code): "the cell ended the process with exit code \(code)"
    case .trap(let text): text
    case .failedCheck:
      "a check that Swift makes failed: often a number is too large for its type, or an index is not in the array"
    case .stackOverflow: "stack overflow: a function calls itself endlessly"
    case .outOfMemory(let limit): "out of memory: a lesson may use \(limit >> 20) MiB (see --memory)"
    case .badAccess: "bad memory access, often because a function calls itself endlessly"
    case .killed: "the system killed the process, often because memory ran out"
    case .signal(let number, let description): description.isEmpty ? "signal \(number)" : description
    case .flooded(let limit): "the cell printed more than \(limit >> 20) MiB"
    case .notReached(let limit): "the lesson's process did not reach the cell within \(limit.text)"
    case .notEnded: "the lesson did not reach its end"
    case .notExited(let limit): "the lesson's process did not exit within \(limit.text)"
    case .outdatedBuild: "the program was built from a different version of this lesson: build it again"
    case .unreadableMessage: "the lesson's process sent an unreadable message"
    case .notStarted(let reason): "the lesson's process could not be started: \(reason)"
    }
  }
}
