import LessonFormat
import LessonTangle

/// A Markdown file that an editor has open.
struct OpenDocument {
  /// A lesson as it is at the moment, and all that is known of it.
  struct Reading {
    var lesson: Lesson
    var edited: EditedLesson
    var features: LessonFeatures

    init(_ lesson: Lesson, names: CourseNames) {
      self.lesson = lesson
      edited = EditedLesson(lesson)
      features = LessonFeatures(lesson, names: names)
    }
  }

  let uri: String
  /// The path of the file, or nil if it has none yet.
  let path: String?
  /// The path that messages show.
  let file: String
  private(set) var text: DocumentText
  /// The number that the editor gave the text.
  private(set) var version: JSON
  /// What the file is in its course, or nil if it is not of the course.
  private var form: Lesson.Form?
  /// The names that its course knows.
  private var names = CourseNames()
  /// Where its cells are compiled; nil if they are not.
  var place: BuildDatabase.Place?
  /// What the file says; nil if it is no lesson.
  private(set) var reading: Reading?
  /// What `sourcekit-lsp` has, and its number; nil before it has anything.
  var sent: (source: String, version: Int)?
  /// What the compiler says, at the lesson's positions.
  var compilerDiagnostics: [JSON] = []
  /// How cells ended.
  var outcomes = CellOutcomes()
  /// What the editor was told last.
  var published: [JSON]?

  init(uri: String, path: String?, root: String?, text: String, version: JSON) {
    (self.uri, self.path) = (uri, path)
    let path = path ?? uri
    file = root.flatMap { path.hasPrefix($0 + "/") ? String(path.dropFirst($0.count + 1)) : nil } ?? path
    self.text = DocumentText(text)
    self.version = version
  }

  /// Says what the file is in its course.
  mutating func set(_ form: Lesson.Form?, place: BuildDatabase.Place?, names: CourseNames) {
    (self.form, self.place, self.names) = (form, place, names)
    read()
  }

  /// Applies the changes of the editor in their order.
  mutating func apply(_ changes: [JSON], version: JSON) {
    self.version = version
    for change in changes {
      guard let new = change["text"]?.string else { continue }
      guard let range = change["range"], let start = range["start"].flatMap(TextPosition.init),
        let end = range["end"].flatMap(TextPosition.init)
      else {
        text = DocumentText(new)
        compilerDiagnostics = []
        continue
      }
      let change = text.replace(from: start, to: end, with: new)
      compilerDiagnostics = compilerDiagnostics.map { $0.moved(by: change) }
    }
    read()
  }

  private mutating func read() {
    guard let form = form ?? (hasCells ? .document : nil) else { return reading = nil }
    let reading = Reading(Lesson(parsing: text.source.bytes, file: file, as: form), names: names)
    outcomes.removeOutdated(in: reading.lesson)
    self.reading = reading
  }

  /// Whether a file that is not of the course has cells; most Markdown files have none.
  private var hasCells: Bool {
    ["swift-cell", "swift cell"].contains { text.source.bytes.firstRange(of: $0.utf8) != nil }
  }
}

extension JSON {
  /// Returns a diagnostic where it is after a change of the text.
  fileprivate func moved(by change: TextChange) -> JSON {
    guard let range = self["range"], let start = range["start"].flatMap(TextPosition.init),
      let end = range["end"].flatMap(TextPosition.init)
    else { return self }
    var moved = self
    moved["range"] = ["start": change.moved(start).json, "end": change.moved(end).json]
    return moved
  }
}
