import LessonFormat
import LessonRuntime

extension CompiledLesson {
  /// Creates the compiled lesson that a build of the text would make, but without the code.
  ///
  /// A built program is asked to run it, and refuses if it was built from a different text.
  public init(expectedOf lesson: Lesson) {
    let cells = lesson.cells.map { CompiledCell(id: $0.id, line: $0.line, digest: $0.digest) }
    self.init(
      name: lesson.name, file: lesson.file, source: "", isDocument: lesson.form == .document, cells: cells,
      body: .sync { _ in })
  }

  /// What the file is.
  public var form: Lesson.Form { isDocument ? .document : .lesson }

  /// Returns whether another compiled lesson has the same cells.
  public func hasCells(of other: CompiledLesson) -> Bool {
    cells.elementsEqual(other.cells) { $0.isBuilt(as: $1) }
  }
}

extension CompiledCell {
  /// Whether a build makes the same code of another cell, wherever it is.
  func isBuilt(as other: CompiledCell) -> Bool { id == other.id && digest == other.digest }
}
