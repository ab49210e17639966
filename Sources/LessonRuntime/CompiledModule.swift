/// What the compiler needs, besides the modules beside the program, to compile an answer as it compiled the lessons.
public struct CompiledModule: Sendable {
  /// The other source files of the lessons' module: their paths from the root of the package, or from the root of the file system.
  public let sources: [String]
  /// The paths of the module maps that come with C libraries which the lessons' module depends on, in the same form.
  public let moduleMaps: [String]
  /// The version of the Swift language that the module is compiled for.
  public let languageVersion: String

  /// Creates a description; the generated code does this once per course.
  public init(sources: [String], moduleMaps: [String], languageVersion: String) {
    self.sources = sources
    self.moduleMaps = moduleMaps
    self.languageVersion = languageVersion
  }
}
