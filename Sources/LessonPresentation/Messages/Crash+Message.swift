import LessonRunner

extension Crash {
  /// How the process ended, and where that helps, what to do about it.
  var message: String { (isAfterLastCell ? "after the last cell: " : "") + cause.message }
}

extension Crash.Cause {
  fileprivate var message: String {
    switch self {
    case .exited(let code): "the cell ended the process, with exit code \(code)"
    case .trap(let text): text
    case .stackOverflow: "stack overflow: a function calls itself without end"
    case .outOfMemory(let limit): "out of memory: a lesson may take \(limit >> 20) MiB (see --memory)"
    case .badAccess: "a bad memory access, often a function that calls itself without end"
    case .killed: "the system killed the process, often as memory ran out"
    case .signal(let number, let description): description.isEmpty ? "signal \(number)" : description
    case .flooded(let limit): "the cell printed more than \(limit >> 20) MiB"
    case .notReached(let limit): "the lesson's process did not come to the cell within \(limit.text)"
    case .notEnded: "the lesson did not come to its end"
    case .outdatedBuild: "the program was built from another text of this lesson: run `swift build`"
    case .unreadableMessage: "the lesson's process sent a message that cannot be read"
    case .notStarted(let reason): "the lesson's process could not be started: \(reason)"
    }
  }
}
