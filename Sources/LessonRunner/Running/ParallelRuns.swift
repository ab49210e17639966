import Foundation
import Synchronization

extension Runner {
  /// Runs lessons at the same time and hands their events over, one lesson after the other, in the order of the plans.
  ///
  /// - Parameters:
  ///   - plans: what to run, or why a lesson cannot be run.
  ///   - jobs: how many lessons may run at the same time; they share the processors, unless `LESSONS_THREADS` is set.
  ///   - live: takes the cells that go on running, at once and on any thread.
  ///   - handle: takes each other event, on the thread that called.
  /// - Returns: how many cells came to each verdict.
  @discardableResult
  public func run(
    _ plans: [Result<LessonPlan, PlanningError>], jobs: Int, live: @escaping @Sendable (RunEvent) -> Void = { _ in },
    handle: (RunEvent) -> Void
  ) -> Summary {
    let start = ContinuousClock.now
    let finished = Mutex<[Int: [RunEvent]]>([:])
    let isReady = plans.map { _ in DispatchSemaphore(value: 0) }
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = max(1, jobs)
    // Lessons that run at the same time share the processors.
    var runner = self
    runner.threads = Self.threads(
      jobs: jobs, lessons: plans.count, processors: ProcessInfo.processInfo.activeProcessorCount)
    for (index, plan) in plans.enumerated() {
      queue.addOperation { [runner] in
        let events = runner.events(of: plan, live: live)
        finished.withLock { $0[index] = events }
        isReady[index].signal()
      }
    }
    var summary = Summary()
    for index in plans.indices {
      isReady[index].wait()
      for event in finished.withLock({ $0.removeValue(forKey: index) }) ?? [] {
        summary.add(event)
        handle(event)
      }
    }
    summary.duration = .now - start
    handle(.runEnded(summary))
    return summary
  }

  /// How many threads each of some lessons may compute with; nil for one lesson, which may have all.
  static func threads(jobs: Int, lessons: Int, processors: Int) -> Int? {
    let running = min(jobs, lessons)
    return running > 1 ? max(1, processors / running) : nil
  }

  private func events(
    of plan: Result<LessonPlan, PlanningError>, live: @Sendable (RunEvent) -> Void
  ) -> [RunEvent] {
    switch plan {
    case .failure(let error): return [.lessonRefused(error)]
    case .success(let plan):
      var events: [RunEvent] = []
      run(plan) { event in
        if case .cellStillRunning = event { live(event) } else { events.append(event) }
      }
      return events
    }
  }
}
