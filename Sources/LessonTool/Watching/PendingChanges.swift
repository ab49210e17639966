import Dispatch
import Synchronization

/// What has happened since a session last looked.
struct Changes: OptionSet {
  let rawValue: Int

  /// A lesson that the session shows was saved or removed.
  static let lesson = Changes(rawValue: 1)
  /// A manifest was saved, so the packages to watch may be others.
  static let manifest = Changes(rawValue: 2)
  /// Another file of the package was saved, added or removed.
  static let sources = Changes(rawValue: 4)
  /// A file outside the course's package was saved, added or removed.
  static let otherPackage = Changes(rawValue: 16)
  /// A build has ended.
  static let build = Changes(rawValue: 8)
  /// A learner's answers were saved.
  static let answers = Changes(rawValue: 32)

  /// The changes for which the program has to be built again.
  static let program: Changes = [.lesson, .manifest, .sources, .otherPackage]
}

/// The changes that have not been handled yet.
final class PendingChanges: Sendable {
  private let changes = Mutex<Changes>([])
  private let waiting = DispatchSemaphore(value: 0)

  /// Adds a change.
  func add(_ change: Changes) {
    changes.withLock { $0.formUnion(change) }
    waiting.signal()
  }

  /// Waits for changes for at most the given time, and returns and removes them.
  ///
  /// An editor may touch a file more than once while it saves it, and a branch has many files, so this waits until there has been
  /// no change for 80 ms, but at most for a second.
  func take(within time: DispatchTimeInterval) -> Changes {
    guard waiting.wait(timeout: .now() + time) == .success else { return [] }
    let end = DispatchTime.now() + .seconds(1)
    while DispatchTime.now() < end, waiting.wait(timeout: .now() + .milliseconds(80)) == .success {}
    return changes.withLock { changes in
      defer { changes = [] }
      return changes
    }
  }
}
