import LessonFormat

extension LessonFeatures {
  /// Returns the commands of each cell, on the line of its opening fence: to run it, to run the lesson up to it, and to record it.
  ///
  /// An exercise has no output to record. What runs of it is its solution, with the checks, so that its author sees whether they agree; the
  /// command says so, and stands at the exercise, not at the solution. Code at file scope does not run, and a cell without an id, or with that of
  /// another, cannot be named in a command.
  func lenses(uri: String) -> [CodeLens] {
    let ids = lesson.cells.reduce(into: [:]) { $0[$1.id, default: 0] += 1 }
    return lesson.cells.flatMap { cell -> [CodeLens] in
      guard !cell.id.isEmpty, ids[cell.id] == 1, !cell.attributes.isFileScope || cell.exercise != nil else { return [] }
      let range = lesson.source.range(ofWhole: cell.line..<cell.line + 1)
      var commands = [
        (cell.exercise == nil ? "run this cell" : "check the solution", "lessons.runCell"),
        ("run to here", "lessons.runToHere"),
      ]
      if cell.exercise == nil, !cell.attributes.ignoresOutput {
        commands.append(("record this cell", "lessons.recordCell"))
      }
      return commands.map { title, command in
        CodeLens(range: range, command: CodeLens.Command(title: title, command: command, arguments: [uri, cell.id]))
      }
    }
  }
}
