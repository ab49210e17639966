import Dispatch
import Synchronization

/// What a watch waits for, in the order in which it happens.
final class Occurrences: Sendable {
  enum Occurrence: Equatable {
    /// The lesson's file was saved, or is gone.
    case saved
    /// A process ended; the number tells which.
    case ended(Int)
  }

  private let queue = Mutex<[Occurrence]>([])
  private let available = DispatchSemaphore(value: 0)

  func add(_ occurrence: Occurrence) {
    queue.withLock { $0.append(occurrence) }
    available.signal()
  }

  /// Waits for the next one.
  func next() -> Occurrence {
    available.wait()
    return queue.withLock { $0.removeFirst() }
  }

  /// Whether the next one comes before the time is up.
  func next(within time: DispatchTimeInterval) -> Occurrence? {
    guard available.wait(timeout: .now() + time) == .success else { return nil }
    return queue.withLock { $0.removeFirst() }
  }
}
