import Dispatch

/// The saves of a file that nobody has looked at yet.
final class SaveEvents: Sendable {
  private let waiting = DispatchSemaphore(value: 0)

  /// Notes a save.
  func add() { waiting.signal() }

  /// Waits for a save.
  func next() { waiting.wait() }

  /// Waits for a save until the time is up; false where none came.
  func next(within time: DispatchTimeInterval) -> Bool { waiting.wait(timeout: .now() + time) == .success }
}
