/// A lesson as it was at build time: its text and its compiled cells.
public struct CompiledLesson: Sendable {
  /// The file's name without folder and `.md`.
  public let name: String
  /// The file's path, relative to the root of its package.
  public let file: String
  /// The file's text at build time.
  public let source: StaticString
  /// What an answer to one of its exercises is compiled with, or nil if unknown.
  public let module: CompiledModule?
  /// Whether the file is a document, such as a README, and not a lesson of a course.
  public let isDocument: Bool
  /// The cells in order.
  public let cells: [CompiledCell]
  /// The function that runs all cells.
  public let body: Body

  /// The function that a lesson is compiled to.
  ///
  /// It asks the context before each cell whether to run it.
  public enum Body: Sendable {
    /// No cell awaits anything.
    case sync(@Sendable (LessonContext) throws -> Void)
    /// A cell awaits something.
    case async(@Sendable (LessonContext) async throws -> Void)
  }

  /// Creates a compiled lesson; the generated code does this once per lesson.
  public init(
    name: String, file: String, source: StaticString, module: CompiledModule? = nil,
    isDocument: Bool = false, cells: [CompiledCell], body: Body
  ) {
    self.name = name
    self.file = file
    self.source = source
    self.module = module
    self.isDocument = isDocument
    self.cells = cells
    self.body = body
  }

  /// The bytes of the file at build time.
  public var sourceBytes: [UInt8] { source.withUTF8Buffer { Array($0) } }
}

/// A cell as it was at build time.
public struct CompiledCell: Equatable, Sendable {
  /// The cell's name, unique in its lesson.
  public let id: String
  /// The line of the opening fence at build time, counted from 1.
  public let line: Int
  /// The digest of what was compiled; if the file's digest differs, the cell has been edited since.
  public let digest: UInt64

  /// Creates a compiled cell.
  public init(id: String, line: Int, digest: UInt64) {
    self.id = id
    self.line = line
    self.digest = digest
  }
}
