import LessonFormat
import Synchronization

/// The cell that a process is running, which the message names when the program is interrupted.
final class CurrentCell: Sendable {
  private let lesson: Lesson
  private let index = Mutex<Int?>(nil)

  init(_ lesson: Lesson) { self.lesson = lesson }

  func set(_ index: Int?) { self.index.withLock { $0 = index } }

  var description: String {
    guard let index = index.withLock({ $0 }) else { return lesson.file }
    let cell = lesson.cells[index]
    return "\(lesson.file):\(cell.line): cell '\(cell.id)'"
  }
}
