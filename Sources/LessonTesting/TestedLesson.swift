import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime
import Synchronization
import Testing

/// A file whose cells are test cases; the generated suites have one each.
///
/// The cells run in a process of their own, once for all cases of the suite: it starts with the first case, and ends with the last selected cell.
public final class TestedLesson: Sendable {
  private let name: String
  private let lessons: any TestedLessons.Type
  private let state = Mutex(State())

  private struct State {
    /// The ids of the cells whose cases are going to run.
    var selected: Set<String> = []
    /// The plans of the whole file, one for each variant, or nil for what cannot be planned; they are made once.
    var wholePlans: [LessonPlan?]?
    var isRunning = false
    /// The outcomes, one for each variant, that no case has taken yet.
    var outcomes: [String: [CellOutcome]] = [:]
    var waiting: [String: CheckedContinuation<[CellOutcome], Never>] = [:]

    /// Returns the cases that can go on, with their outcomes.
    mutating func ready(variants: Int) -> [(CheckedContinuation<[CellOutcome], Never>, [CellOutcome])] {
      let ids = waiting.keys.filter { outcomes[$0]?.count == variants }
      return ids.compactMap { id in
        guard let case_ = waiting.removeValue(forKey: id), let outcome = outcomes.removeValue(forKey: id) else {
          return nil
        }
        return (case_, outcome)
      }
    }
  }

  /// Describes a file; the generated code does this once for each suite.
  ///
  /// - Parameters:
  ///   - name: the file's name without `.md`.
  ///   - lessons: the type with the compiled lessons.
  public init(_ name: String, of lessons: any TestedLessons.Type) { (self.name, self.lessons) = (name, lessons) }

  private var settings: LessonTests { lessons.settings }

  /// The trait of a cell's test case: it says which cells are selected, and skips those that cannot run.
  public subscript(id: String) -> CellTrait { CellTrait(lesson: self, id: id) }

  /// Runs a cell, and the cells before it, and records an issue where it does not do what the file says.
  public func check(_ id: String) async throws {
    let outcomes = await withCheckedContinuation { continuation in
      let (ready, starts) = state.withLock { state in
        state.waiting[id] = continuation
        let ready = state.ready(variants: settings.runs.count)
        let starts = !state.waiting.isEmpty && !state.isRunning
        if starts { state.isRunning = true }
        return (ready, starts)
      }
      for (waiting, outcome) in ready { waiting.resume(returning: outcome) }
      if starts { LessonQueue.shared.add(run) }
    }
    // Failures first: a skipped run ends the case.
    for outcome in outcomes.filter({ !$0.isSkip }) + outcomes.filter(\.isSkip) {
      try outcome.report(root: lessons.package)
    }
  }

  // MARK: - Selection

  /// Selects a cell; returns why it is going to be skipped, or nil if it can run.
  func select(_ id: String) -> String? {
    let plans = state.withLock { state in
      if state.selected.insert(id).inserted, state.selected.count == 1 { LessonQueue.shared.expectLesson() }
      let plans = state.wholePlans ?? settings.runs.map { try? plan(.all, $0).get() }
      state.wholePlans = plans
      return plans
    }
    let skips = plans.map { $0?.skip(of: id) }
    return skips.contains { $0 == nil } ? nil : skips.compactMap { $0 }.first.map(CellOutcome.message)
  }

  private func plan(_ selection: LessonPlan.Selection, _ options: RunOptions) -> Result<LessonPlan, PlanningError> {
    Result { () throws(PlanningError) in
      // The text that was compiled is the file's, because the tests have just been built from it.
      let course = lessons.course(readsFiles: false)
      let lesson = try course.find(name)
      return try course.plan(lesson, selection: selection, options: options)
    }
  }

  // MARK: - Running

  private func run() {
    let ids = state.withLock { state in
      // A case that was not there to take its outcome takes that of this run.
      state.outcomes = [:]
      return state.selected.union(state.waiting.keys)
    }
    for options in settings.runs {
      switch plan(.only(Array(ids)), options) {
      case .failure(let error): for id in ids { deliver(CellOutcome.refused(error), to: id) }
      case .success(let plan):
        var left = ids
        let runner = Runner(TestTask.worker(of: lessons), threads: LessonQueue.shared.threads)
        for result in runner.run(
          plan,
          handle: { event in
            guard case .cellEnded(let plan, let result) = event, left.remove(result.cell.id) != nil else { return }
            deliver(.ended(plan, result), to: result.cell.id)
          }) where left.remove(result.cell.id) != nil
        {
          deliver(.ended(plan, result), to: result.cell.id)
        }
        for id in left { deliver(.missing(plan), to: id) }
      }
    }
    let again = state.withLock { state in
      state.isRunning = !state.waiting.isEmpty
      return state.isRunning
    }
    // A case that runs a second time, as with `--repetitions`, wants a run of its own.
    if again { LessonQueue.shared.add(run) }
  }

  private func deliver(_ outcome: CellOutcome, to id: String) {
    let ready = state.withLock { state in
      state.outcomes[id, default: []].append(outcome)
      return state.ready(variants: settings.runs.count)
    }
    for (waiting, outcome) in ready { waiting.resume(returning: outcome) }
  }
}
