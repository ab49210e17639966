import Dispatch

/// The saves of a file that have not been handled yet.
final class SaveEvents: Sendable {
  private let waiting = DispatchSemaphore(value: 0)

  /// Adds a save.
  func add() { waiting.signal() }

  /// Waits for a save.
  func next() { waiting.wait() }

  /// Waits for a save for at most the given time; returns whether there was one.
  func next(within time: DispatchTimeInterval) -> Bool { waiting.wait(timeout: .now() + time) == .success }
}
