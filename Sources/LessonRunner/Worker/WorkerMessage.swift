import Figures
import Foundation

/// What a lesson's process tells the runner, between the bytes that its cells print.
///
/// Times are since the lesson began, by the clock of its process.
enum WorkerMessage: Codable, Equatable {
  case started(cell: Int, time: Duration)
  case ended(cell: Int, time: Duration)
  case threw(cell: Int, description: String, time: Duration)
  /// The running cell shows a figure.
  case figure(Figure)
  /// The running cell says how far it is.
  case progress(done: Int, total: Int)
  /// The cell is next, and the process waits for the runner to let it run.
  case waiting(cell: Int)
  /// The cells are not those that the runner expects.
  case outdated
  /// The lesson came to its end, or to the last wanted cell.
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

  /// Reads a message.
  ///
  /// - Throws: `DecodingError` for anything else.
  init(encoded: some Sequence<UInt8>) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(WorkerMessage.self, from: Data(encoded))
  }
}
