import Foundation

/// The request to a course's program to run a lesson in its own process.
public struct WorkerRequest: Codable, Equatable, Sendable {
  /// The lesson's name.
  public var lesson: String
  /// The digests of the expected cells, because the program may have been built from a different text.
  public var digests: [UInt64]
  /// The index of the last cell to run.
  public var lastCell: Int
  /// Whether the last cell is an exercise whose starter is to be tried.
  public var triesStarter = false
  /// The path of the library that has the lesson, or nil if the program itself has it.
  public var library: String?
  /// The random text that marks messages to the runner.
  public var nonce: String
  /// The memory limit of the process, in bytes.
  public var memoryLimit: Int
  /// Whether each cell waits for the runner to let it run.
  public var waits: Bool
  /// The variant that the lesson runs with, or nil for none.
  public var variant: String?
  /// Where cells keep values between runs, or nil if they keep none.
  public var keptValues: KeptValuesFolder?

  /// The command that makes a course's program run a lesson in its own process.
  public static let command = "_worker"

  /// The request as the runner writes it to the lifeline: JSON and a newline.
  var encoded: [UInt8] { get throws { Array(try JSONEncoder().encode(self)) + [UInt8(ascii: "\n")] } }

  /// Receives the runner's request, or returns nil if the program's arguments do not make it a worker.
  ///
  /// It must be called before the program has a second thread, because it may start a process of its own for the worker.
  ///
  /// - Throws: `DecodingError` if the request cannot be decoded.
  public static func receive(_ arguments: some Collection<String>) throws -> WorkerRequest? {
    try arguments.first == command ? receive() : nil
  }

  /// Receives the runner's request in a process that is started for that.
  ///
  /// It must be called before the program has a second thread, because it may start a process of its own for the worker.
  ///
  /// - Throws: `DecodingError` if the request cannot be decoded.
  public static func receive() throws -> WorkerRequest {
    Guardian.start()
    return try JSONDecoder().decode(WorkerRequest.self, from: Data(Lifeline.readLine()))
  }
}
