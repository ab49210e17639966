import Foundation

/// What a course's program is asked to do when it becomes a lesson's own process.
public struct WorkerRequest: Codable, Equatable, Sendable {
  /// The lesson's name.
  public var lesson: String
  /// The digests of the cells that are expected: the program may have been built from another text.
  public var digests: [UInt64]
  /// The index of the last cell to run.
  public var lastCell: Int
  /// The random text that marks messages to the runner.
  public var nonce: String
  /// How much memory the process may take, in bytes.
  public var memoryLimit: Int
  /// Whether each cell waits for the runner to let it run.
  public var waits: Bool
  /// The variant that the lesson runs with; nil for none.
  public var variant: String?

  /// The command by which a course's program becomes a lesson's own process.
  static let command = "_worker"

  /// The arguments that ask a course's program.
  var arguments: [String] {
    get throws { [Self.command, String(decoding: try JSONEncoder().encode(self), as: UTF8.self)] }
  }

  /// Reads what a program was asked by its arguments; nil where it is not to be a worker.
  ///
  /// - Throws: `DecodingError` where it is, and the request cannot be read.
  public static func read(_ arguments: some Collection<String>) throws -> WorkerRequest? {
    guard arguments.first == command else { return nil }
    return try JSONDecoder().decode(WorkerRequest.self, from: Data((arguments.dropFirst().first ?? "").utf8))
  }
}
