import Foundation
import LessonFormat
import LessonRuntime

/// The lessons of a binary and the files they come from.
public struct Course: Sendable {
  /// What the course is called.
  public let title: String
  /// The lessons as they were compiled, in the order of their names.
  public let lessons: [CompiledLesson]
  /// Everything that a cell may need.
  public let needs: [Need]
  /// What is used where a data set is missing.
  public let standIn: StandIn?
  /// The root of the package whose lessons these are, where a person stands in it; else the binary's own copy is used.
  public let root: String?

  /// A course whose files are looked for from a folder upwards.
  public init(
    title: String = "Lessons", lessons: [CompiledLesson], needs: [Need], standIn: StandIn? = nil,
    workingFolder: String = FileManager.default.currentDirectoryPath
  ) {
    self.title = title
    self.lessons = lessons
    self.needs = needs
    self.standIn = standIn
    root = Self.root(of: lessons, above: workingFolder)
  }

  /// The nearest folder with a Package.swift, if the lessons' folder is below it.
  private static func root(of lessons: [CompiledLesson], above workingFolder: String) -> String? {
    guard workingFolder.hasPrefix("/") else { return nil }
    var url = URL(filePath: workingFolder)
    while !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path) {
      guard url.path != "/" else { return nil }
      url.deleteLastPathComponent()
    }
    let hasLessons = lessons.contains { FileManager.default.fileExists(atPath: url.appending(path: $0.file).path) }
    return hasLessons ? url.path : nil
  }

  /// The lesson that a person means by a name, the unique start of a name, or a path.
  ///
  /// - Throws: ``PlanningError`` where there is none, or more than one.
  public func find(_ text: String) throws(PlanningError) -> CompiledLesson {
    let isPath = text.contains("/") || text.hasSuffix(".md")
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
    let words = lessons.flatMap { [$0.name, Self.withoutNumber($0.name)] }
    let nearest = Suggestion.nearest(to: name, among: words)
    throw .unknownLesson(text, suggestion: nearest.flatMap { word in lessons.first { $0.name.hasSuffix(word) }?.name })
  }

  private static func withoutNumber(_ name: String) -> String {
    String(name.drop { $0.isNumber || $0 == "-" })
  }

  /// The lesson as its file has it now, or as the binary has it where the file is not at hand.
  ///
  /// - Parameter path: a path that a person gave; nil for the file that was compiled.
  public func read(_ compiled: CompiledLesson, path: String? = nil) throws(PlanningError) -> Lesson {
    guard let file = location(of: compiled, path: path) else {
      return Lesson(parsing: compiled.sourceBytes, file: compiled.file)
    }
    let path = otherPath(path, than: compiled)
    guard path != nil || FileManager.default.fileExists(atPath: file) else { throw .removed(file: compiled.file) }
    return Lesson(reading: file, file: path ?? compiled.file)
  }

  /// Where a lesson's file is; nil where it is not at hand.
  ///
  /// - Parameter path: a path that a person gave; nil for the file that was compiled.
  public func location(of compiled: CompiledLesson, path: String? = nil) -> String? {
    otherPath(path, than: compiled) ?? root.map { "\($0)/\(compiled.file)" }
  }

  /// A path that a person gave, unless it is just how the package names the file.
  private func otherPath(_ path: String?, than compiled: CompiledLesson) -> String? {
    path == compiled.file && root != nil ? nil : path
  }

  /// Plans a lesson.
  ///
  /// - Throws: ``PlanningError`` where the file has problems, is not what was compiled, or lacks what is wanted.
  public func plan(
    _ compiled: CompiledLesson, path: String? = nil, selection: LessonPlan.Selection = .all, options: RunOptions
  ) throws(PlanningError) -> LessonPlan {
    let lesson = try read(compiled, path: path)
    guard lesson.problems.isEmpty else { throw .invalid(lesson) }
    return try LessonPlan(
      lesson, compiled, location: location(of: compiled, path: path), selection: selection, needs: needs,
      options: options)
  }

  /// The folder of the lessons, from the package's root; nil where the package is not at hand.
  public var lessonFolder: String? {
    root == nil ? nil : lessons.first.map { ($0.file as NSString).deletingLastPathComponent }
  }

  /// A lesson file that was added since the build.
  public func read(added file: String) -> Lesson { Lesson(reading: root.map { "\($0)/\(file)" } ?? file, file: file) }

  /// The lesson files beside the compiled ones that were added since the build.
  public var addedFiles: [String] {
    guard let root else { return [] }
    let folders = Set(lessons.map { ($0.file as NSString).deletingLastPathComponent })
    return folders.sorted().flatMap { folder in
      Self.lessonFiles(in: "\(root)/\(folder)").map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        .filter { file in !lessons.contains { $0.file == file } }
    }
  }

  /// The names of the lesson files in a folder, sorted: Markdown files, but for a README and hidden ones.
  public static func lessonFiles(in folder: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { $0.hasSuffix(".md") && $0 != "README.md" && !$0.hasPrefix(".") }.sorted()
  }
}
