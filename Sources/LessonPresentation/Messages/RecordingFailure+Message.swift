import LessonFormat
import LessonRunner

extension RecordingFailure {
  /// Returns why nothing was written, and what to do about it.
  ///
  /// - Parameter plan: the lesson that was to be recorded.
  public func diagnostic(_ plan: LessonPlan) -> Diagnostic {
    switch self {
    case .notRecordable(let result): Diagnostic(result, of: plan)
    case .notText(let result):
      Diagnostic(
        "cell '\(result.cell.id)': it printed a carriage return or a NUL byte, which a line of the file cannot contain: "
          + "do not print it, or add `output=ignore`", file: plan.lesson.file, line: result.cell.line)
    case .tooLongForFence(let result):
      Diagnostic(
        "cell '\(result.cell.id)': it printed more than 254 backticks and more than 254 tildes in a row, which no fence "
          + "can enclose: print fewer, or add `output=ignore`", file: plan.lesson.file, line: result.cell.line)
    case .beyondLimit(let file, let problem):
      Diagnostic("with the new outputs, the lesson would be too large: \(problem.message)", file: file)
    case .mixedNewlines(let file):
      Diagnostic(
        "some lines end with a lone carriage return and others do not: save the file with one kind of newline",
        file: file)
    case .unlikeLesson(let file):
      Diagnostic(
        "with the new outputs, the file would no longer be the same lesson: please report this bug", file: file)
    case .noFile(let lesson):
      Diagnostic("cannot find the file of '\(lesson)': run this in the course's package folder")
    case .changedMeanwhile(let file):
      Diagnostic("the file was changed while its cells were running: record it again", file: file)
    case .readOnly(let file): Diagnostic("the file is read-only: make it writable with `chmod u+w`", file: file)
    case .hardLinks(let file, let count):
      Diagnostic(
        "the file has \(count) names (hard links), and the others would keep the old text: replace it with a copy",
        file: file)
    case .notPreserved(let file, let part, let reason):
      Diagnostic(
        "the new file cannot have the \(part) of the old one: \(reason): record the lesson as the file's owner",
        file: file)
    case .savedEdit(let file, let kept):
      Diagnostic(
        "an edit that was saved while `record` was replacing the file is in \(kept): copy what you need from it, and delete it",
        file: file)
    case .unwritable(let file, let reason): Diagnostic("cannot write the file: \(reason)", file: file)
    }
  }
}

extension RecordingFailure {
  /// Why a file of answers was not written, and what to do about it.
  public var answersDiagnostic: Diagnostic {
    switch self {
    case .changedMeanwhile(let file): Diagnostic("the file was saved in the meantime: try again", file: file)
    case .unlikeLesson(let file):
      Diagnostic("the code cannot be put into this cell's fences: make the fences longer", file: file)
    case .hardLinks(let file, _), .notPreserved(let file, _, _), .readOnly(let file), .savedEdit(let file, _),
      .unwritable(let file, _), .mixedNewlines(let file), .beyondLimit(let file, _):
      Diagnostic("\(reason); your answers are unchanged", file: file)
    case .notRecordable, .notText, .tooLongForFence, .noFile: Diagnostic(reason)
    }
  }

  private var reason: String {
    switch self {
    case .readOnly: "the file is read-only: make it writable with `chmod u+w`"
    case .hardLinks(_, let count): "the file has \(count) names (hard links): replace it with a copy"
    case .notPreserved(_, let part, let reason): "the new file cannot have the \(part) of the old one: \(reason)"
    case .savedEdit(_, let kept): "an edit that was saved at the same moment is in \(kept)"
    case .unwritable(_, let reason): "cannot write the file: \(reason)"
    case .mixedNewlines: "some lines end with a lone carriage return and others do not"
    case .beyondLimit(_, let problem): problem.message
    default: "the answers cannot be written"
    }
  }
}
