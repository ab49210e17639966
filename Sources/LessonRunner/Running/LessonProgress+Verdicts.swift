import LessonFormat
import LessonRuntime

extension LessonProgress {
  func verdict(_ end: ProcessEnd, timeout: Verdict) -> Verdict {
    switch end {
    case .stopped: .crash(Crash(stopCause ?? .killed))
    case .timedOut(nil): timeout
    case .timedOut(let crash?), .ended(let crash): .crash(crash)
    }
  }

  func verdict(of running: RunningCell, printing pieces: [OutputPiece]) -> Verdict {
    let cell = cells[running.index]
    if cell.exercise != nil { return running.expectations.verdict ?? unfitStarters[running.index] ?? .pass }
    if cell.attributes.ignoresOutput { return .pass }
    let matcher = OutputMatcher(cell.output(variant: plan.options.variant), tolerance: cell.attributes.tolerance)
    return matcher.mismatch(pieces.map(\.text).joined()).map { .differs($0) } ?? .pass
  }

  /// Returns the line of the lesson that a verdict is about, or nil for the cell's own line.
  func line(of verdict: Verdict, _ index: Int) -> Int? {
    let cell = cells[min(index, cells.count - 1)]
    switch verdict {
    case .differs(let mismatch):
      return cell.output(variant: plan.options.variant).map { $0.fence.contentLines.lowerBound + mismatch.firstLine }
    case .unsatisfied, .toDo: return cell.exercise?.solution?.fence.lines.lowerBound
    case .expectedNothing: return cell.exercise?.checks.last?.fence.lines.lowerBound
    case .crash(let crash):
      guard let compiled = crash.compiledLine else { return nil }
      // Edits of the prose may have moved the cells since the build.
      let owner = plan.compiled.cells.lastIndex { $0.line < compiled } ?? index
      return compiled - plan.compiled.cells[owner].line + cells[owner].line
    default: return nil
    }
  }
}
