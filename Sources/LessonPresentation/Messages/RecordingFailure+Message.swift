import LessonFormat
import LessonRunner

extension RecordingFailure {
  /// Why nothing was written, and what to do about it.
  ///
  /// - Parameter plan: the lesson that was to be recorded.
  public func diagnostic(_ plan: LessonPlan) -> Diagnostic {
    switch self {
    case .notRecordable(let result): Diagnostic(result, of: plan)
    case .notText(let result):
      Diagnostic(
        "cell '\(result.cell.id)': prints a carriage return or a NUL, which a line of the file cannot hold: "
          + "print it without, or write `output=ignore`", file: plan.lesson.file, line: result.cell.line)
    case .mixedNewlines(let file):
      Diagnostic(
        "some lines end with a lone carriage return, and some do not: save the file with one kind of newline",
        file: file)
    case .unlikeLesson(let file):
      Diagnostic("with the new outputs the file would not be the same lesson: please report this", file: file)
    case .noFile(let lesson):
      Diagnostic("cannot find the file of '\(lesson)': run this in the folder of the course's package")
    case .changedMeanwhile(let file):
      Diagnostic("the file was changed while its cells ran: record it again", file: file)
    case .readOnly(let file): Diagnostic("the file is read-only: `chmod u+w` makes it writable", file: file)
    case .hardLinks(let file, let count):
      Diagnostic(
        "the file has \(count) names (hard links), of which the others would keep the old text: make it a copy",
        file: file)
    case .unwritable(let file, let reason): Diagnostic("cannot write the file: \(reason)", file: file)
    }
  }
}
