import LessonRuntime

/// What a lesson's process tells the runner, between the bytes that its cells print.
///
/// Both go through one pipe, so that their order is kept. A message is a record separator (U+001E), a random word that the
/// runner chose, the message, and a line end; cells cannot print one by accident.
enum ChildMessage: Equatable {
  /// Something that happened to a cell, and when: since the lesson began, by the clock of its process.
  case moment(LessonMoment, at: Duration)
  /// Something that the running cell shows or says of its progress.
  case note(LessonNote)
  /// The cell with this index is next, and the process waits for the runner to let it run.
  case waiting(Int)
  /// The lesson came to its end, or to the last wanted cell.
  case finished
  /// The lesson's function returned in the middle of a cell.
  case returned(Int)

  static let separator: UInt8 = 0x1E

  /// The message as a line without its line end.
  var text: String {
    switch self {
    case .moment(.started(let cell), let time): "started \(cell) \(time.microseconds)"
    case .moment(.ended(let cell), let time): "ended \(cell) \(time.microseconds)"
    case .moment(.threw(let cell, let message), let time):
      "threw \(cell) \(time.microseconds) \(message.escapingLineEnds)"
    case .note(.figure(let figure)): "figure \(figure.encoded.escapingLineEnds)"
    case .note(.progress(let done, let total)): "progress \(done) \(total)"
    case .waiting(let cell): "waiting \(cell)"
    case .finished: "finished"
    case .returned(let cell): "returned \(cell)"
    }
  }

  /// Reads a message; nil for any other text.
  init?(_ text: String) {
    if text.hasPrefix("figure ") {
      guard let figure = Figure(encoded: String(text.dropFirst(7)).restoringLineEnds) else { return nil }
      self = .note(.figure(figure))
      return
    }
    let parts = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    let cell = parts.count > 1 ? Int(parts[1]) : nil
    let time = parts.count > 2 ? Int(parts[2]).map { Duration.microseconds($0) } : nil
    switch (parts[0], cell, time) {
    case ("started", let cell?, let time?): self = .moment(.started(cell), at: time)
    case ("ended", let cell?, let time?): self = .moment(.ended(cell), at: time)
    case ("threw", let cell?, let time?):
      self = .moment(.threw(cell, parts.count > 3 ? parts[3].restoringLineEnds : ""), at: time)
    case ("progress", let done?, _):
      guard parts.count > 2, let total = Int(parts[2]) else { return nil }
      self = .note(.progress(done: done, total: total))
    case ("returned", let cell?, nil): self = .returned(cell)
    case ("waiting", let cell?, nil): self = .waiting(cell)
    case ("finished", nil, nil): self = .finished
    default: return nil
    }
  }
}

extension Duration {
  fileprivate var microseconds: Int { Int(self / .microseconds(1)) }
}

extension String {
  fileprivate var escapingLineEnds: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  fileprivate var restoringLineEnds: String {
    var isEscaped = false
    return unicodeScalars.reduce(into: "") { text, scalar in
      if isEscaped {
        text.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

/// Parts the stream of a lesson's process into what was printed and what was told.
struct ChildStream {
  enum Item: Equatable {
    case printed(ArraySlice<UInt8>)
    case told(ChildMessage)
  }

  private let mark: [UInt8]
  private var pending: [UInt8] = []

  /// - Parameter word: the random word that marks messages.
  init(word: String) { mark = [ChildMessage.separator] + word.utf8 + [UInt8(ascii: " ")] }

  /// Takes bytes as they come and returns what they complete.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [Item] {
    pending += bytes
    var items: [Item] = []
    var start = 0
    var search = 0
    while let at = pending[search...].firstIndex(of: ChildMessage.separator) {
      let candidate = pending[at...].prefix(mark.count)
      if candidate.count < mark.count, mark.starts(with: candidate) { break }
      let end = candidate.elementsEqual(mark) ? pending[at...].firstIndex(of: UInt8(ascii: "\n")) : nil
      if candidate.elementsEqual(mark) {
        guard let end else { break }
        if start < at { items.append(.printed(pending[start..<at])) }
        let text = String(decoding: pending[(at + mark.count)..<end], as: UTF8.self)
        if let message = ChildMessage(text) { items.append(.told(message)) }
        (start, search) = (end + 1, end + 1)
      } else {
        search = at + 1
      }
    }
    // What may be the start of a message waits for its end.
    let safe = pending[search...].firstIndex(of: ChildMessage.separator) ?? pending.count
    if start < safe { items.append(.printed(pending[start..<safe])) }
    pending.removeFirst(safe)
    return items
  }

  /// What was printed last, where the process died in the middle of it.
  mutating func finish() -> [Item] {
    defer { pending = [] }
    return pending.isEmpty ? [] : [.printed(pending[...])]
  }
}
