/// Why a lesson's outputs were not recorded; nothing was written then.
public enum RecordingFailure: Error, Sendable {
  /// A cell did not come to its end, so that what it printed is not what the lesson is to show.
  case notRecordable(CellResult)
  /// A cell printed a byte that a line of the file cannot hold.
  case notText(CellResult)
  /// Some lines of the file end with a lone carriage return, and some do not.
  case mixedNewlines(file: String)
  /// The changed file would not be read as the same lesson.
  case unlikeLesson(file: String)
  /// The lesson's file is not at hand, as the program runs outside the course's package.
  case noFile(lesson: String)
  /// The file was changed while its cells ran.
  case changedMeanwhile(file: String)
  /// The file may not be written.
  case readOnly(file: String)
  /// The file has other names, which would keep the old text.
  case hardLinks(file: String, count: Int)
  /// The system refused.
  case unwritable(file: String, reason: String)
}
