import Dispatch
import Foundation

/// Runs the jobs of a task on the main thread, whose stack is the largest and whose overflow is reported.
///
/// The main actor's jobs run there too, between the others.
final class MainThreadExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    DispatchQueue.main.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Runs jobs on this thread, which is the main one, for ever.
  func run() -> Never {
    while true { RunLoop.main.run(until: .distantFuture) }
  }
}
