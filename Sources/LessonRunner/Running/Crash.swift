/// The crash or premature end of a lesson's process.
public struct Crash: Equatable, Sendable {
  /// The cause of the crash.
  public enum Cause: Equatable, Sendable {
    /// The process exited in the middle of the lesson.
    case exited(code: Int32)
    /// Swift's runtime stopped the process; the text is its message, such as `Fatal error: Index out of range`.
    case trap(String)
    /// A check that the compiler makes, such as for an overflow, stopped the process, and nothing says which one.
    case failedCheck
    /// Calls were nested too deeply for the stack.
    case stackOverflow
    /// The process exceeded its memory limit, in bytes.
    case outOfMemory(limit: Int)
    /// The process accessed memory that is not its own.
    case badAccess
    /// The system killed the process.
    case killed
    /// Another signal ended the process; the text is the runtime's description, if any.
    case signal(Int32, description: String)
    /// The cell printed more than this number of bytes.
    case flooded(limit: Int)
    /// The process did not reach the cell in time.
    case notReached(limit: Duration)
    /// The lesson's scopes did not end in time.
    case notEnded
    /// The process did not exit in time after the lesson's end.
    case notExited(limit: Duration)
    /// The program was built from a different version of the lesson.
    case outdatedBuild
    /// The process sent a message that cannot be decoded.
    case unreadableMessage
    /// The process could not be started.
    case notStarted(reason: String)
  }

  /// The cause of the crash.
  public var cause: Cause
  /// The line at which it happened, in the lesson as it was built, or nil if unknown.
  public var compiledLine: Int?
  /// The line at which it happened in the answers file, or nil if it happened in the lesson or the line is unknown.
  public var answerLine: Int?
  /// Whether it happened after the last cell, while the lesson's scopes were ending.
  public var isAfterLastCell = false

  /// Creates a crash.
  public init(_ cause: Cause, compiledLine: Int? = nil) {
    self.cause = cause
    self.compiledLine = compiledLine
  }
}
