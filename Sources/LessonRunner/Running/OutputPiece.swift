import Figures

/// A part of what a cell printed.
public enum OutputPiece: Equatable, Sendable {
  case text(String)
  /// A figure; its line of text is its summary.
  case figure(Figure)

  /// The text that is printed and compared.
  public var text: String {
    switch self {
    case .text(let text): text
    case .figure(let figure): figure.summary + "\n"
    }
  }
}

/// What a cell has printed and shown so far, in order.
struct CellOutput {
  /// How many bytes of text there are.
  private(set) var byteCount = 0
  private var closed: [OutputPiece] = []
  private var text: [UInt8] = []

  mutating func append(_ bytes: some Collection<UInt8>) {
    text += bytes
    byteCount += bytes.count
  }

  mutating func append(_ figure: Figure) {
    closed += openPiece + [.figure(figure)]
    text = []
  }

  /// Appends a line of its own.
  mutating func appendLine(_ line: String) {
    if let last = text.last, last != UInt8(ascii: "\n") { append([UInt8(ascii: "\n")]) }
    append("\(line)\n".utf8)
  }

  /// The parts, addresses of local types removed.
  var pieces: [OutputPiece] { closed + openPiece }

  private var openPiece: [OutputPiece] {
    text.isEmpty ? [] : [.text(String(decoding: text, as: UTF8.self).withoutUnknownContexts)]
  }
}
