import LessonFormat
import LessonRuntime

extension CompiledLesson {
  /// A lesson as a build of its text makes it, but without the code: a program that was built is asked to run it, and refuses if it was
  /// built from another text.
  public init(expectedOf lesson: Lesson) {
    let cells = lesson.cells.map { CompiledCell(id: $0.id, line: $0.line, digest: $0.digest) }
    self.init(name: lesson.name, file: lesson.file, source: "", cells: cells, body: .sync { _ in })
  }

  /// Whether a build of another lesson would make the same cells.
  public func hasCells(of other: CompiledLesson) -> Bool {
    cells.elementsEqual(other.cells) { $0.id == $1.id && $0.digest == $1.digest }
  }
}
