import Dispatch
import Foundation

/// Runs the jobs of a task on the main thread, which has the largest stack and whose stack overflows are reported.
///
/// The main actor's jobs also run there, interleaved with the others.
final class MainThreadExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    DispatchQueue.main.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Runs jobs forever; must be called on the main thread.
  func run() -> Never {
    while true { RunLoop.main.run(until: .distantFuture) }
  }
}
