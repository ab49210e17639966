import Foundation
import Synchronization

/// The files whose cells are running: no more at a time than there are processors, which they share.
final class LessonQueue: Sendable {
  static let shared = LessonQueue()

  private let expected = Mutex(0)
  private let queue: OperationQueue

  private init() {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = ProcessInfo.processInfo.activeProcessorCount
  }

  /// Counts a file whose cells are going to run.
  func expectLesson() { expected.withLock { $0 += 1 } }

  /// The number of threads for a file, or nil if it can use all processors.
  var threads: Int? {
    let processors = queue.maxConcurrentOperationCount
    let running = min(expected.withLock { $0 }, processors)
    return running > 1 ? max(1, processors / running) : nil
  }

  /// Does some work as soon as a processor is free.
  func add(_ work: @escaping @Sendable () -> Void) { queue.addOperation(work) }
}
