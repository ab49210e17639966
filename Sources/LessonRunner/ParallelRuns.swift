import Foundation
import Synchronization

extension Runner {
  /// Runs lessons at the same time and hands their events over, one lesson after the other, in the order of the plans.
  ///
  /// - Parameters:
  ///   - plans: what to run, or why a lesson cannot be run.
  ///   - jobs: how many lessons may run at the same time.
  ///   - live: takes the cells that go on running, at once and on any thread.
  ///   - handle: takes each other event, on the thread that called.
  /// - Returns: how many cells came to which verdict.
  @discardableResult
  public func run(
    _ plans: [Result<LessonPlan, Refusal>], jobs: Int, live: @escaping @Sendable (RunEvent) -> Void = { _ in },
    handle: (RunEvent) -> Void
  ) -> Summary {
    let start = ContinuousClock.now
    let finished = Mutex<[Int: [RunEvent]]>([:])
    let isReady = plans.map { _ in DispatchSemaphore(value: 0) }
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = max(1, jobs)
    for (index, plan) in plans.enumerated() {
      queue.addOperation {
        let events = self.events(of: plan, live: live)
        finished.withLock { $0[index] = events }
        isReady[index].signal()
      }
    }
    var summary = Summary()
    for index in plans.indices {
      isReady[index].wait()
      for event in finished.withLock({ $0.removeValue(forKey: index) }) ?? [] {
        if case .lessonEnded(_, let results) = event { summary.add(results) }
        handle(event)
      }
    }
    summary.duration = .now - start
    handle(.runEnded(summary))
    return summary
  }

  private func events(
    of plan: Result<LessonPlan, Refusal>, live: @Sendable (RunEvent) -> Void
  ) -> [RunEvent] {
    switch plan {
    case .failure(let refusal): return [.lessonRefused(refusal)]
    case .success(let plan):
      var events: [RunEvent] = []
      run(plan) { event in
        if case .cellStillRunning = event { live(event) } else { events.append(event) }
      }
      return events
    }
  }
}
