/// Returns the Swift source of the table of all lessons.
///
/// - Parameters:
///   - names: the names of the lessons.
///   - sources: the paths of the module's other source files, from the package's root.
///   - moduleMaps: the paths of the module maps that the module's C dependencies bring along.
///   - isPublic: whether other modules can use the table.
public func registrySource(
  lessons names: [String], sources: [String] = [], moduleMaps: [String] = [], isPublic: Bool = true
) -> String {
  """
  import LessonRuntime

  /// What an answer is compiled with.
  nonisolated let lessonsModule = CompiledModule(
    sources: [\(sources.map(\.asSwiftLiteral).joined(separator: ", "))],
    moduleMaps: [\(moduleMaps.map(\.asSwiftLiteral).joined(separator: ", "))],
    languageVersion: languageVersion)

  #if swift(>=6)
    nonisolated private let languageVersion = "6"
  #else
    nonisolated private let languageVersion = "5"
  #endif

  /// All lessons of this course, ordered by name.
  nonisolated \(isPublic ? "public " : "")let allLessons: [CompiledLesson] = [
  \(names.map { "  \(TangledLesson.typeName($0)).compiled,\n" }.joined())]

  """
}
