import Figures

/// The texts and figures that a cell has printed so far, in order.
struct CellOutput {
  /// The number of bytes of text and figures.
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
    byteCount += figure.byteCount
  }

  /// Appends a separate line.
  mutating func appendLine(_ line: String) {
    if let last = text.last, last != UInt8(ascii: "\n") { append([UInt8(ascii: "\n")]) }
    append("\(line)\n".utf8)
  }

  /// The parts, without the addresses of local types.
  var pieces: [OutputPiece] { closed + openPiece }

  private var openPiece: [OutputPiece] {
    text.isEmpty ? [] : [.text(String(decoding: text, as: UTF8.self).withoutUnknownContexts)]
  }
}
