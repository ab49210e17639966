import LessonFormat
import LessonRunner
import LessonRuntime

extension AnswerResult {
  /// Why the answer is not right, in one line; empty for one that is.
  public var message: String {
    switch verdict {
    case .solved: ""
    case .unsatisfied(let all): all.first { !$0.expectation.isMet }?.message ?? ""
    case .wrongChoice(let choice): choice.reason
    case .severalChoices: "more than one choice is ticked: tick one"
    case .toDo(let what): "still to do: \(what.onOneLine.shortened)"
    case .threw(let error): "it stopped with the error \(error.onOneLine.shortened)"
    case .returned: "a `return` outside a function ended the lesson: remove it"
    case .doesNotCompile(let errors): errors.first.map { $0.place == .answer ? $0.message : $0.text } ?? ""
    case .crashed(let crash): crash.message(for: self)
    case .tookTooLong(let limit): "still running after \(limit.text): does a loop never end?"
    case .untouched: "not answered yet"
    case .notJudged(let reason): reason
    }
  }

  /// The lines that explain the verdict to a learner: each expectation, or where the compiler or the program stopped.
  ///
  /// - Parameters:
  ///   - file: the path of the answers file.
  ///   - source: the text of that file, to show the lines with errors; nil to show none.
  public func explanation(file: String, source: SourceText? = nil, style: Style) -> [String] {
    switch verdict {
    case .solved, .untouched: []
    case .unsatisfied: expectations.flatMap { $0.lines(style) }
    case .doesNotCompile(let errors): errors.prefix(5).flatMap { $0.lines(source) }
    case .crashed(let crash):
      unmet(style) + [crash.answerLine.map { "\(file):\($0): \(message)" } ?? message]
    case .wrongChoice(let choice): ["“\(choice.text)”", choice.reason]
    default: unmet(style) + [message]
    }
  }

  /// The expectations that were not met before the answer stopped.
  private func unmet(_ style: Style) -> [String] {
    expectations.filter { !$0.expectation.isMet }.flatMap { $0.lines(style) }
  }
}

extension Crash {
  fileprivate func message(for answer: AnswerResult) -> String {
    if case .exited(let code) = cause {
      return "it ended the program with exit code \(code): remove the call of `exit`"
    }
    return message
  }
}

extension CompileError {
  /// The error, and the line of the answer that it is in.
  fileprivate func lines(_ source: SourceText?) -> [String] {
    guard place == .answer, let source else { return [text] }
    return [text] + source.excerpt(at: location).split(separator: "\n").map { "    \($0)" }
  }

  /// The error with its place, and what to do where it is in the check.
  fileprivate var text: String {
    let position = "\(file):\(location.line):\(location.column): \(message)"
    switch place {
    case .answer: return position
    case .check:
      return "the check cannot use this answer; does it still have the names and types of the starter? \(position)"
    case .elsewhere: return "the lesson's own code does not compile: \(position)"
    }
  }
}

extension CheckedExpectation {
  fileprivate var message: String { isHidden ? "“\(expectation.sentence.onOneLine)”" : expectation.message }

  /// The sentence with a mark, and below it what was expected and what the answer gave.
  fileprivate func lines(_ style: Style) -> [String] {
    let mark = style.mark(expectation.isMet ? .pass : .fail)
    let sentence = "\(mark) \(expectation.sentence.onOneLine)"
    guard !expectation.isMet, !isHidden else { return [sentence] }
    var lines = [sentence]
    for (name, value) in [("expected", expectation.expected), ("got", expectation.actual)] {
      guard let value else { continue }
      let text = value.split(separator: "\n", omittingEmptySubsequences: false)
      lines += text.prefix(12).enumerated().map { index, line in
        let label = index == 0 ? name : ""
        return "    \(style.dim(label + String(repeating: " ", count: 8 - label.count)))  \(line)"
      }
      if text.count > 12 { lines.append("              …") }
    }
    if let place = expectation.difference { lines.append("    " + place.onOneLine) }
    if let mistake = expectation.mistake { lines.append("    \(style.yellow("→")) \(mistake.onOneLine)") }
    return lines
  }
}

extension Diagnostic {
  /// Creates a diagnostic for an answer that is not solved.
  public init(_ result: AnswerResult, in file: AnswersFile) {
    let message = result.message
    let text = "\(result.verdict.status.rawValue): '\(result.id)'\(message.isEmpty ? "" : ": \(message)")"
    self.init(text, file: file.name, location: result.place)
  }
}

extension AnswerResult {
  /// The line that the verdict is about: that of the compiler's first error or of the crash, or otherwise that of the answer.
  fileprivate var place: SourceLocation {
    switch verdict {
    case .doesNotCompile(let errors):
      errors.first { $0.place == .answer }?.location ?? SourceLocation(line: line)
    case .crashed(let crash): SourceLocation(line: crash.answerLine ?? line)
    default: SourceLocation(line: line)
    }
  }
}

extension AnswersRefusal {
  /// Returns why the answers cannot be judged and what to do about it.
  public func diagnostics(_ invocation: Invocation) -> [Diagnostic] {
    switch self {
    case .invalid(let file):
      file.problems.map { Diagnostic($0.message, file: file.name, location: $0.location) }
    case .unknownLesson(let file, let known):
      [
        Diagnostic(
          "cannot tell which lesson this answers: end the file's name with the lesson's, such as `\(known.first ?? "01-first").md`",
          file: file)
      ]
    case .lesson(let error): error.diagnostics(invocation)
    case .noPackage:
      [
        Diagnostic(
          "cannot find the course's package, which is needed to compile answers: run this in its folder")
      ]
    case .movedProgram:
      [Diagnostic("answers are compiled in the folder that a program was built in: \(invocation.rebuilding)")]
    case .noCompiler(let reason): [Diagnostic("answers cannot be compiled: \(reason)")]
    }
  }

  /// Returns the diagnostics as text, in the format of compilers.
  public func message(_ invocation: Invocation) -> String {
    if case .invalid(let file) = self {
      return file.problems.map { $0.rendered(file: file.name, source: file.content.source) }.joined()
    }
    return diagnostics(invocation).map { $0.text() }.joined()
  }
}

extension Sequence<AnswerResult> {
  /// The counts of the statuses that occur, such as `2 solved, 1 not yet`.
  public var statusCounts: String {
    let counts = Dictionary(grouping: self, by: \.verdict.status).mapValues(\.count)
    return AnswerStatus.allCases.compactMap { status in counts[status].map { "\($0) \(status.rawValue)" } }
      .joined(separator: ", ")
  }
}
