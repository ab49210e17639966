import Figures
import Foundation
import LessonRuntime

/// A message from a lesson's process to the runner, sent between the bytes that its cells print.
///
/// Times are measured from the start of the lesson, by the clock of its process.
enum WorkerMessage: Codable, Equatable {
  case started(cell: Int, time: Duration)
  case ended(cell: Int, time: Duration)
  case threw(cell: Int, description: String, time: Duration)
  /// The running cell showed a figure.
  case figure(Figure)
  /// The running cell reported its progress.
  case progress(done: Int, total: Int, note: String)
  /// The running cell used or kept a value that takes long to make.
  case kept(KeptOutcome)
  /// A check of the running exercise begins.
  case checkStarted(isHidden: Bool)
  /// An expectation of the check was evaluated.
  case expectation(Expectation)
  /// The attempt at the running exercise reached a place that is still to be filled in, and the process exits.
  case toDo(String)
  /// The cell is next, and the process is waiting for the runner to let it run.
  case waiting(cell: Int)
  /// The compiled cells differ from those that the runner expects.
  case outdated
  /// The lesson reached its end or completed the last selected cell.
  case finished
  /// The lesson's function returned in the middle of the cell.
  case returned(cell: Int)

  /// The message as JSON, without a newline.
  var encoded: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      return try encoder.encode(self)
    }
  }

  /// The error that a figure is larger than a cell can show.
  struct TooLarge: Error {}

  /// Decodes a message.
  ///
  /// - Throws: `DecodingError` if the bytes are not a message, ``TooLarge`` if it is a figure that no cell can show.
  init(encoded: some Sequence<UInt8>) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(WorkerMessage.self, from: Data(encoded))
    if case .figure(let figure) = self, figure.excess != nil { throw TooLarge() }
  }

  /// Decodes a message once, which takes longer than all that follow.
  static func prepareToDecode() { _ = try? WorkerMessage(encoded: WorkerMessage.started(cell: 0, time: .zero).encoded) }
}
