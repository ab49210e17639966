import LessonFormat
import LessonRunner
import LessonRuntime
import TextFormatting

extension CellResult {
  /// Why the cell failed or was skipped, in one line; empty for a cell that passed.
  public var message: String {
    switch verdict {
    case .pass: ""
    case .differs(let mismatch): mismatchMessage(mismatch)
    case .unexpectedOutcome(.noError): "the cell ended without an error, but the lesson expects one"
    case .unexpectedOutcome(.otherError(let actual, let expected)):
      "threw `\(actual)`, which does not contain `\(expected)`"
    case .threw(let error): "threw \(error)"
    case .unsatisfied(let all):
      "the solution does not satisfy the check: \(all.first { !$0.expectation.isMet }?.expectation.message ?? "")"
    case .expectedNothing: "the check expects nothing: let it call `expect`"
    case .toDo(let what): "the solution reaches a `todo`: “\(what.shortened)”"
    case .unfitStarter(.satisfiesCheck):
      "the starter satisfies the check, which then proves nothing: let the starter call `todo`, or expect more"
    case .unfitStarter(.failed(let verdict)):
      "the starter does not get through the check, so let it call `todo` instead: \(endMessage(verdict))"
    case .returned: "a `return` ended the lesson in the middle of the cell: remove it"
    case .crash(let crash): crash.message
    case .timeout(let limit): "still running after \(limit.text): raise the cell's `timeout`, or use --timeout"
    case .skip(let reason): reason.message
    }
  }

  /// Why a cell did not reach its end, in one line.
  private func endMessage(_ verdict: Verdict) -> String {
    CellResult(cell: cell, verdict: verdict).message
  }

  private func mismatchMessage(_ mismatch: Mismatch) -> String {
    if mismatch.isUndecided {
      return "the output is too long to compare with so many `...` and `[..]`: use fewer of them, or print less"
    }
    let expected = mismatch.changes.filter { if case .unexpected = $0 { false } else { true } }
    let printed = mismatch.changes.filter { if case .missing = $0 { false } else { true } }
    if expected.isEmpty {
      let advice = cell.outputs.isEmpty ? ": add an `output` block after it" : ""
      return "the cell printed \(pluralized(printed.count, "line")), but the lesson expects none" + advice
    }
    if printed.isEmpty {
      let newlines = output.utf8.count { $0 == UInt8(ascii: "\n") }
      let what =
        output.isEmpty ? "nothing" : newlines == 0 ? "only spaces" : "only \(pluralized(newlines, "empty line"))"
      return "the cell printed \(what), but the lesson expects \(pluralized(expected.count, "line"))"
    }
    if let numbers = mismatch.numbers { return numbers.message(firstLine: line - mismatch.firstLine) }
    let missing = mismatch.changes.lazy.compactMap { if case .missing(let text) = $0 { text } else { nil } }.first
    let unexpected = mismatch.changes.lazy.compactMap { if case .unexpected(let text) = $0 { text } else { nil } }.first
    switch (missing, unexpected) {
    case (let missing?, let unexpected?):
      return "line \(line) differs: `\(unexpected.shortened)`, expected `\(missing.shortened)`"
    case (let missing?, nil): return "line \(line) is missing: `\(missing.shortened)`"
    default: return "there is an extra line at line \(line): `\((unexpected ?? "").shortened)`"
    }
  }
}

extension Mismatch.Numbers {
  /// Returns how far the numbers are off.
  ///
  /// - Parameter firstLine: the line of the lesson at which the expected output begins.
  func message(firstLine: Int) -> String {
    let amount = "\(differing) of \(pluralized(total, "number")) differ\(differing == 1 ? "s" : "")"
    var distance = "off by \(scientific(worst.absolute))"
    if let relative = worst.relative { distance += ", relative \(scientific(relative))" }
    if tolerance != nil, worst.isExact {
      distance += ", and integers must be equal"
    } else if let tolerance {
      let name = worst.relative == nil ? "absolute" : "relative"
      distance = "\(name) \(scientific(worst.relative ?? worst.absolute)) > \(shortest(tolerance))"
    }
    return
      "\(amount), worst at line \(firstLine + worst.line): \(worst.actual), expected \(worst.expected), \(distance)"
  }
}

extension SkipReason {
  /// Why the cell was not run, and what to do about it.
  public var message: String {
    switch self {
    case .after(let cell): "not run because the cell '\(cell)' ended the lesson"
    case .needs(let name, let hint): "needs '\(name)': \(hint)"
    case .slow: "slow: run it with --slow"
    case .afterSkipped(let cell): "follows the skipped cell '\(cell)'"
    }
  }
}
