import LessonFormat

/// Why a lesson's outputs were not recorded; nothing was written.
public enum RecordingFailure: Error, Sendable {
  /// A cell did not reach its end, so its output is not what the lesson should show.
  case notRecordable(CellResult)
  /// A cell printed a byte that a line of the file cannot contain.
  case notText(CellResult)
  /// A cell printed runs of backticks and of tildes that are too long for any fence.
  case tooLongForFence(CellResult)
  /// With the new outputs, the file would exceed a limit.
  case beyondLimit(file: String, LessonProblem)
  /// Some lines of the file end with a lone carriage return and others do not.
  case mixedNewlines(file: String)
  /// The changed file would not be the same lesson.
  case unlikeLesson(file: String)
  /// The lesson's file is not available because the program runs outside the course's package.
  case noFile(lesson: String)
  /// The file was changed while its cells were running.
  case changedMeanwhile(file: String)
  /// The file is read-only.
  case readOnly(file: String)
  /// The file has other hard links, which would keep the old text.
  case hardLinks(file: String, count: Int)
  /// The new file cannot have the same owner, mode, access list or another attribute.
  case notPreserved(file: String, part: String, reason: String)
  /// A hidden file holds an edit that was saved while the file was being replaced.
  case savedEdit(file: String, kept: String)
  /// The system could not write the file.
  case unwritable(file: String, reason: String)
}
