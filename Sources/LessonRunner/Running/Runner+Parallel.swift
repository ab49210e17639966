import Foundation
import Synchronization

extension Runner {
  /// Runs lessons in parallel, but delivers their events one lesson after the other, in the order of the plans.
  ///
  /// - Parameters:
  ///   - plans: for each lesson, its plan or the reason why it cannot be run.
  ///   - jobs: the maximum number of lessons to run in parallel; they share the processors, unless `LESSONS_THREADS` is set.
  ///   - live: receives the events of cells that are still running, immediately and on any thread.
  ///   - handle: receives all other events, on the calling thread.
  /// - Returns: The summary of the run.
  @discardableResult
  public func run(
    _ plans: [Result<LessonPlan, PlanningError>], jobs: Int, live: @escaping @Sendable (RunEvent) -> Void = { _ in },
    handle: (RunEvent) -> Void
  ) -> Summary {
    var runner = self
    runner.threads = Self.threads(
      jobs: jobs, lessons: plans.count, processors: ProcessInfo.processInfo.activeProcessorCount)
    return Self.inParallel(
      plans, jobs: jobs, startingWith: Self.longest(of: plans),
      events: { [runner] in runner.events(of: $0, live: live) }, handle: handle)
  }

  /// Works on items in parallel, but delivers their events one item after the other, and at last the summary.
  ///
  /// - Parameters:
  ///   - jobs: the maximum number of items to work on in parallel.
  ///   - first: the indices of the items to begin with; the others follow in their order.
  ///   - events: works on an item and returns its events; called on any thread.
  ///   - handle: receives all events, on the calling thread.
  /// - Returns: The summary.
  public static func inParallel<Item: Sendable>(
    _ items: [Item], jobs: Int, startingWith first: [Int] = [], events: @escaping @Sendable (Item) -> [RunEvent],
    handle: (RunEvent) -> Void
  ) -> Summary {
    let start = ContinuousClock.now
    let finished = Mutex<[Int: [RunEvent]]>([:])
    let isReady = items.map { _ in DispatchSemaphore(value: 0) }
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = max(1, jobs)
    for index in first + items.indices.filter({ !first.contains($0) }) {
      queue.addOperation {
        let events = events(items[index])
        finished.withLock { $0[index] = events }
        isReady[index].signal()
      }
    }
    var summary = Summary()
    for index in items.indices {
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

  /// Returns the indices of the lessons whose cells have time limits of their own, those with the longest first.
  ///
  /// If the longest lesson began last, the other processors would have nothing to do meanwhile.
  private static func longest(of plans: [Result<LessonPlan, PlanningError>]) -> [Int] {
    let times = plans.map { plan in (try? plan.get())?.ownTimeLimits ?? .zero }
    return times.indices.filter { times[$0] > .zero }.sorted { times[$0] > times[$1] }
  }

  /// Returns the number of threads for each lesson, or nil if only one runs at a time and can use all of them.
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
