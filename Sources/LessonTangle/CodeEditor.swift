/// A change of a block's code.
struct CodeEdit {
  enum Kind {
    /// Text is put in that is not the lesson's.
    case insertion(String, isBeforeToken: Bool)
    /// Code is replaced by spaces, which still stand for it.
    case blank
    /// Code is moved, and leaves spaces.
    case cut
  }

  var kind: Kind
  /// The bytes, counted from the start of the code.
  var range: Range<Int>

  /// Returns an insertion.
  ///
  /// - Parameter isBeforeToken: whether it belongs to what comes after it, and so does a cursor at its place.
  static func insertion(_ text: String, at offset: Int, isBeforeToken: Bool = false) -> CodeEdit {
    CodeEdit(kind: .insertion(text, isBeforeToken: isBeforeToken), range: offset..<offset)
  }

  static func blank(_ range: Range<Int>) -> CodeEdit { CodeEdit(kind: .blank, range: range) }
  static func cut(_ range: Range<Int>) -> CodeEdit { CodeEdit(kind: .cut, range: range) }
}

/// Edits a block's code and keeps track of where each part of it stands in the lesson.
struct CodeEditor {
  /// Code that was moved.
  struct Cut {
    var lines: [TracedText]
    /// The line of the file at which it begins, counted from 1.
    var line: Int
    /// The number of bytes before it on its line.
    var column: Int
  }

  /// The lines of the edited code.
  private(set) var lines: [TracedText] = [""]
  private(set) var cuts: [Cut] = []

  private let bytes: [UInt8]
  private let isCopy: Bool
  private var offset = 0
  private var startOfLine = 0
  private var position: TextPosition
  private var ownsStart = false

  init(_ code: BlockCode, isCopy: Bool, applying edits: [CodeEdit]) {
    bytes = Array(code.text.utf8)
    position = TextPosition(line: code.firstLine - 1, character: 0)
    self.isCopy = isCopy
    let sorted = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, edit) in sorted { apply(edit) }
    append(taken(to: bytes.count))
  }

  private mutating func apply(_ edit: CodeEdit) {
    append(taken(to: edit.range.lowerBound))
    switch edit.kind {
    case .insertion(let text, let isBeforeToken):
      lines[lines.count - 1] += "\(text)"
      ownsStart = isBeforeToken
    case .blank:
      append(taken(to: edit.range.upperBound) { String(repeating: " ", count: $0.utf16.count) })
    case .cut:
      let (line, column) = (position.line + 1, offset - startOfLine)
      ownsStart = true
      let moved = taken(to: edit.range.upperBound)
      cuts.append(Cut(lines: moved, line: line, column: column))
      append(moved.map { "\(String(repeating: " ", count: $0.text.utf8.count))" })
    }
  }

  /// Moves to an offset, and returns the lines up to there.
  private mutating func taken(to end: Int, as written: (String) -> String = { $0 }) -> [TracedText] {
    guard offset < end else { return [] }
    var taken: [TracedText] = []
    var rest = bytes[offset..<end]
    while true {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let text = String(decoding: line, as: UTF8.self)
      let isEmptyLine = line.isEmpty && line.endIndex < rest.endIndex && position.character == 0
      let origin = TracedText.Origin(position: position, ownsStart: ownsStart, isCopy: isCopy)
      taken.append(line.isEmpty && !isEmptyLine ? "" : TracedText(written(text), from: origin))
      ownsStart = false
      guard line.endIndex < rest.endIndex else {
        position.character += text.utf16.count
        break
      }
      rest = rest[line.endIndex...].dropFirst()
      startOfLine = rest.startIndex
      position = TextPosition(line: position.line + 1, character: 0)
    }
    offset = end
    return taken
  }

  private mutating func append(_ added: [TracedText]) {
    guard let first = added.first else { return }
    lines[lines.count - 1] += first
    lines += added.dropFirst()
  }
}
