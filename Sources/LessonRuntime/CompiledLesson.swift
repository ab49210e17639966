/// A lesson as the build found it: its text, and its cells as functions.
public struct CompiledLesson: Sendable {
  /// The file's name without folder and `.md`.
  public let name: String
  /// The file's path from the root of its package.
  public let file: String
  /// The file's text at the time of the build.
  public let source: StaticString
  /// The cells in their order.
  public let cells: [CompiledCell]
  /// All cells, one after the other.
  public let body: Body

  /// The function a lesson is compiled to: each cell asks the cursor whether it is still to run.
  public enum Body: Sendable {
    case sync(@Sendable (LessonContext) throws -> Void)
    case async(@Sendable (LessonContext) async throws -> Void)
  }

  /// A lesson as the build found it; compiled lessons make one each.
  public init(name: String, file: String, source: StaticString, cells: [CompiledCell], body: Body) {
    self.name = name
    self.file = file
    self.source = source
    self.cells = cells
    self.body = body
  }

  /// The bytes of the file at the time of the build.
  public var sourceBytes: [UInt8] { source.withUTF8Buffer { Array($0) } }
}

/// A cell as the build found it.
public struct CompiledCell: Equatable, Sendable {
  /// The cell's name, unique in its lesson.
  public let id: String
  /// The line of the opening fence at the time of the build, counted from 1.
  public let line: Int
  /// The digest of what was compiled; another digest in the file means that the file was edited since.
  public let digest: UInt64

  /// A cell as the build found it.
  public init(id: String, line: Int, digest: UInt64) {
    self.id = id
    self.line = line
    self.digest = digest
  }
}
