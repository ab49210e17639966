import ArgumentParser
import LessonFormat
import LessonReports
import LessonRunner

/// Lists the lessons: `lessons list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the lessons with their titles, cells and needs.")

  @Flag(help: "One JSON object a line.")
  var json = false

  func run() throws {
    let course = Course.current
    var rows: [Row] = []
    for compiled in course.lessons {
      do {
        rows.append(Row(try course.read(compiled)))
      } catch {
        Terminal.writeError(error.message(program: Terminal.program))
      }
    }
    for file in course.addedFiles { Terminal.writeError(Refusal.added(file: file).message(program: Terminal.program)) }
    if json {
      for row in rows { Terminal.write(row.object.text + "\n") }
    } else {
      let width = rows.map(\.name.count).max() ?? 0
      for row in rows { Terminal.write(row.line(width: width) + "\n") }
    }
    if rows.count < course.lessons.count || !course.addedFiles.isEmpty { throw ExitCode(Exit.invalidLesson) }
  }

  private struct Row {
    var name: String
    var title: String
    var file: String
    var cells: [String]
    var needs: [String]

    init(_ lesson: Lesson) {
      name = lesson.name
      title = lesson.title
      file = lesson.file
      cells = lesson.cells.map(\.id)
      needs = Set(lesson.cells.flatMap(\.attributes.needs)).sorted()
    }

    func line(width: Int) -> String {
      let padded = name + String(repeating: " ", count: width - name.count)
      let count = "\(cells.count) cell\(cells.count == 1 ? "" : "s")"
      let pad = String(repeating: " ", count: max(0, 8 - count.count))
      return "\(padded)  \(pad)\(count)  \(title)" + (needs.isEmpty ? "" : "  (needs \(needs.joined(separator: ", ")))")
    }

    var object: JSONValue {
      .object([
        ("schema", .integer(1)), ("lesson", .string(name)), ("title", .string(title)), ("file", .string(file)),
        ("cells", .array(cells.map { .string($0) })), ("needs", .array(needs.map { .string($0) })),
      ])
    }
  }
}
