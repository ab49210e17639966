/// How a cell ended its process.
public struct Crash: Equatable, Sendable {
  /// What happened.
  public enum Cause: Equatable, Sendable {
    /// The process exited in the middle of the lesson.
    case exited(code: Int32)
    /// Swift's runtime stopped the process; the text is what it wrote, such as `Fatal error: Index out of range`.
    case trap(String)
    case stackOverflow
    /// The process wanted more memory than it may take, in bytes.
    case outOfMemory(limit: Int)
    /// The process read or wrote memory that is not its own.
    case badAccess
    /// The system killed the process.
    case killed
    /// Another signal ended the process; the text is what the runtime said of it, if anything.
    case signal(Int32, description: String)
    /// The cell printed more than this number of bytes.
    case flooded(limit: Int)
    /// The process did not come to the cell in time.
    case notReached(limit: Duration)
    /// The lesson's scopes did not end in time.
    case notEnded
    /// The program was built from another text of the lesson.
    case outdatedBuild
    /// The process sent something that is no message of a lesson.
    case unreadableMessage
    /// The process could not be started.
    case notStarted(reason: String)
  }

  /// What happened.
  public var cause: Cause
  /// The line of the lesson at the time of the build in which it happened; nil where that is not known.
  public var compiledLine: Int?
  /// Whether it happened after the last cell, as the lesson's scopes ended.
  public var isAfterLastCell = false

  /// A crash with what is known of it.
  public init(_ cause: Cause, compiledLine: Int? = nil) {
    self.cause = cause
    self.compiledLine = compiledLine
  }
}

/// How a lesson's process ended.
enum ProcessEnd: Equatable {
  /// It was killed since nothing more was wanted of it.
  case stopped
  /// It was killed since its time was up; the crash that it was reporting meanwhile, if it was.
  case timedOut(Crash?)
  /// It ended by itself.
  case ended(Crash)
}
