import Foundation
import LessonFormat
import LessonRuntime

/// The lessons of a program and the files they come from.
public struct Course: Sendable {
  /// The title of the course.
  public let title: String
  /// The compiled lessons: those of the parts in their order, and then the others, ordered by name.
  public let lessons: [CompiledLesson]
  /// The parts of the course; empty if it has none.
  public let parts: [CoursePart]
  /// What is wrong with the parts, or nil if nothing is.
  package let partProblem: CoursePart.Problem?
  private let partTitles: [String: String]
  private let mainFile: String
  /// Everything that cells may need.
  public let needs: [Need]
  /// What to use if a data set is missing.
  public let standIn: StandIn?
  /// The root of the course's package if the working folder is inside it, or nil, in which case the program's own copies of the lessons are used.
  public let root: String?

  /// The folder of the lessons, relative to the package's root, or nil if the package is not available.
  public let lessonFolder: String?

  /// Creates a course, whose package is searched for from the working folder upwards.
  ///
  /// - Parameters:
  ///   - lessons: the compiled lessons, ordered by name.
  ///   - parts: the parts of the course, which determine the order of the lessons that they name.
  ///   - mainFile: a source file in the folder where a course without lessons will have them.
  public init(
    title: String = "Lessons", lessons: [CompiledLesson], parts: [CoursePart] = [], needs: [Need],
    standIn: StandIn? = nil, mainFile: String = "",
    workingFolder: String = FileManager.default.currentDirectoryPath
  ) {
    self.title = title
    self.mainFile = mainFile
    self.parts = parts
    partProblem = CoursePart.problem(of: parts, in: lessons.map(\.name))
    let places = parts.flatMap { part in part.lessons.map { (name: $0, part: part.title) } }
    partTitles = Dictionary(places.map { ($0.name, $0.part) }) { first, _ in first }
    self.lessons = Self.ordered(lessons, by: places.map(\.name))
    self.needs = needs
    self.standIn = standIn
    root = Self.package(above: workingFolder).flatMap { root in
      let isItsOwn =
        lessons.isEmpty
        ? mainFile.hasPrefix(root + "/")
        : lessons.contains { FileManager.default.fileExists(atPath: "\(root)/\($0.file)") }
      return isItsOwn ? root : nil
    }
    lessonFolder = root.map { root in
      let file = lessons.first?.file ?? String(mainFile.dropFirst(root.count + 1))
      return (file as NSString).deletingLastPathComponent
    }
  }

  /// Returns the course with the package that is found from another folder upwards.
  package func found(from folder: String) -> Course {
    Course(
      title: title, lessons: lessons, parts: parts, needs: needs, standIn: standIn, mainFile: mainFile,
      workingFolder: folder)
  }

  /// Returns the lessons that are named, in the order of the names, and then the others.
  private static func ordered(_ lessons: [CompiledLesson], by names: [String]) -> [CompiledLesson] {
    let positions = Dictionary(zip(names, names.indices)) { first, _ in first }
    let named = lessons.compactMap { lesson in positions[lesson.name].map { (position: $0, lesson: lesson) } }
    return named.sorted { $0.position < $1.position }.map(\.lesson) + lessons.filter { positions[$0.name] == nil }
  }

  /// Returns the title of a lesson's part, or nil if no part names it.
  package func part(of lesson: String) -> String? { partTitles[lesson] }

  /// Returns the nearest folder with a Package.swift.
  private static func package(above workingFolder: String) -> String? {
    guard workingFolder.hasPrefix("/") else { return nil }
    var url = URL(filePath: workingFolder)
    while !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path) {
      guard url.path != "/" else { return nil }
      url.deleteLastPathComponent()
    }
    return url.path
  }

  /// Returns the next lesson that has cells, or nil if there is none.
  package func lesson(after name: String) -> CompiledLesson? {
    lessons.drop { $0.name != name }.dropFirst().first { !$0.cells.isEmpty }
  }

  /// Returns the lesson with a name, the unique beginning of a name, or a path.
  ///
  /// - Throws: ``PlanningError`` if there is no such lesson, or more than one.
  public func find(_ text: String) throws(PlanningError) -> CompiledLesson {
    let isPath = Lesson.isPath(text)
    let name = isPath ? Lesson.name(ofFile: text) : text
    if let exact = lessons.first(where: { $0.name == name }) { return exact }
    let starting = isPath ? [] : lessons.filter { $0.name.hasPrefix(name) }
    if starting.count == 1 { return starting[0] }
    if starting.count > 1 { throw .ambiguousLesson(text, starting.map(\.name)) }
    let added = addedFiles.filter {
      Lesson.name(ofFile: $0) == name || (!isPath && Lesson.name(ofFile: $0).hasPrefix(name))
    }
    if added.count == 1 { throw .added(file: added[0]) }
    if FileManager.default.fileExists(atPath: text) {
      let lesson = Lesson(reading: text)
      throw lesson.problems.isEmpty ? .notInCourse(file: text) : .invalid(lesson)
    }
    // `4` means `04`.
    if let number = Int(name), let numbered = lessons.first(where: { Int($0.name.prefix { $0.isNumber }) == number }) {
      throw .unknownLesson(text, suggestion: numbered.name)
    }
    let words = lessons.flatMap { [$0.name, Self.withoutNumber($0.name)] }
    let nearest = Suggestion.nearest(to: name, among: words)
    throw .unknownLesson(text, suggestion: nearest.flatMap { word in lessons.first { $0.name.hasSuffix(word) }?.name })
  }

  private static func withoutNumber(_ name: String) -> String {
    String(name.drop { $0.isNumber || $0 == "-" })
  }

  /// Reads the lesson from its file, or from the program's own copy if the file is not available.
  ///
  /// - Parameter path: a path that the user gave, or nil for the file that was compiled.
  public func read(_ compiled: CompiledLesson, path: String? = nil) throws(PlanningError) -> Lesson {
    guard let file = location(of: compiled, path: path) else {
      return Lesson(parsing: compiled.sourceBytes, file: compiled.file, as: compiled.form)
    }
    let path = otherPath(path, than: compiled)
    guard path != nil || FileManager.default.fileExists(atPath: file) else { throw .removed(file: compiled.file) }
    return Lesson(reading: file, file: path ?? compiled.file, as: compiled.form)
  }

  /// Reads the lesson as ``read(_:path:)`` does.
  ///
  /// - Throws: ``PlanningError``, also if the lesson has problems.
  public func readValid(_ compiled: CompiledLesson, path: String? = nil) throws(PlanningError) -> Lesson {
    let lesson = try read(compiled, path: path)
    guard lesson.problems.isEmpty else { throw .invalid(lesson) }
    return lesson
  }

  /// Returns the path of a lesson's file, or nil if the file is not available.
  ///
  /// - Parameter path: a path that the user gave, or nil for the file that was compiled.
  public func location(of compiled: CompiledLesson, path: String? = nil) -> String? {
    otherPath(path, than: compiled) ?? root.map { "\($0)/\(compiled.file)" }
  }

  /// Returns the path that the user gave, or nil if it is the compiled file's own path.
  private func otherPath(_ path: String?, than compiled: CompiledLesson) -> String? {
    path == compiled.file && root != nil ? nil : path
  }

  /// Plans a lesson.
  ///
  /// - Throws: ``PlanningError`` if the file has problems, differs from what was compiled, or lacks a selected cell.
  public func plan(
    _ compiled: CompiledLesson, path: String? = nil, selection: LessonPlan.Selection = .all, options: RunOptions
  ) throws(PlanningError) -> LessonPlan {
    return try LessonPlan(
      try readValid(compiled, path: path), compiled, location: location(of: compiled, path: path), selection: selection,
      needs: needs,
      options: options)
  }

  /// Reads a lesson file that was added since the build.
  public func read(added file: String) -> Lesson { Lesson(reading: root.map { "\($0)/\(file)" } ?? file, file: file) }

  /// The sorted paths of the folders that have lessons, from the package's root; none without the package.
  package var lessonFolders: [String] {
    guard let lessonFolder else { return [] }
    return Set(lessons.map { ($0.file as NSString).deletingLastPathComponent }).union([lessonFolder]).sorted()
  }

  /// The lesson files in the compiled ones' folders that were added since the build.
  public var addedFiles: [String] {
    guard let root else { return [] }
    let compiled = Set(lessons.map(\.file))
    return lessonFolders.flatMap { folder in
      Self.lessonFiles(in: "\(root)/\(folder)").map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        .filter { !compiled.contains($0) }
    }
  }

  /// Returns the sorted names of the lesson files in a folder: all Markdown files except README.md and hidden files.
  public static func lessonFiles(in folder: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { $0.hasSuffix(".md") && $0 != "README.md" && !$0.hasPrefix(".") }.sorted()
  }
}
