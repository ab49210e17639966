import Dispatch
import Foundation
import LessonFormat
import LessonRunner
import Synchronization

/// The judging of an answer in the background.
final class Judging: Sendable {
  /// How the judging has ended.
  enum End: Sendable {
    case judged(AnswerResult)
    case refused(AnswersRefusal)
    case cancelled
  }

  /// The exercise or question.
  let task: LessonTask
  private let isCancelled = Atomic(false)
  private let state = Mutex<(phase: AnswerJudge.Phase, end: End?)>((.compiling, nil))
  /// One answer at a time, so that none takes the processors from the other.
  private static let queue = DispatchQueue(label: "lessons.judge")

  /// Begins to judge an answer.
  init(_ task: LessonTask, in answers: AnswersFile, by judge: AnswerJudge) {
    self.task = task
    Self.queue.async { [self] in
      let cancelled = { self.isCancelled.load(ordering: .relaxed) }
      let end: End
      do throws(AnswersRefusal) {
        let result = try judge.judge(
          task, in: answers, began: { phase in state.withLock { $0.phase = phase } }, isCancelled: cancelled)
        end = result.map { .judged($0) } ?? .cancelled
      } catch {
        end = .refused(error)
      }
      state.withLock { $0.end = end }
    }
  }

  /// What is being done.
  var phase: AnswerJudge.Phase { state.withLock { $0.phase } }

  /// How it has ended, or nil while it goes on.
  var end: End? { state.withLock { $0.end } }

  /// Ends the judging soon.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Waits for the end, and returns the result, or nil if the judging was cancelled.
  ///
  /// - Parameter isCancelled: called several times a second; returning true cancels the judging.
  func result(isCancelled: () -> Bool) throws(AnswersRefusal) -> AnswerResult? {
    while true {
      switch end {
      case .judged(let result): return result
      case .refused(let refusal): throw refusal
      case .cancelled: return nil
      case nil:
        if isCancelled() { cancel() }
        usleep(20_000)
      }
    }
  }
}
