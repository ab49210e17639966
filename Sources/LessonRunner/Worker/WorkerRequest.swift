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

  /// The request as the runner writes it to the lifeline: JSON, ended by a newline.
  var encoded: [UInt8] { get throws { Array(try JSONEncoder().encode(self)) + [UInt8(ascii: "\n")] } }

  /// Waits for the runner's request, where the program's arguments say that it is to become a worker; nil where they do not.
  ///
  /// - Throws: `DecodingError` where the request cannot be read.
  public static func receive(_ arguments: some Collection<String>) throws -> WorkerRequest? {
    guard arguments.first == command else { return nil }
    return try JSONDecoder().decode(WorkerRequest.self, from: Data(Lifeline.readLine()))
  }
}
