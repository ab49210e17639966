import LessonTangle

/// The kinds of words in code, as `sourcekit-lsp` finds them and as editors get them (the protocol's semantic tokens).
struct SemanticTokens: Equatable {
  struct Token: Hashable {
    var start: TextPosition
    var length: Int
    var type: Int
    var modifiers: Int
  }

  var tokens: [Token]

  init(_ tokens: [Token]) { self.tokens = tokens }

  /// Reads the encoded form: five numbers for each token, with its position relative to the one before it.
  init(data: [JSON]) {
    tokens = []
    var position = TextPosition(line: 0, character: 0)
    for index in stride(from: 0, to: data.count - data.count % 5, by: 5) {
      let numbers = data[index..<index + 5].compactMap(\.int)
      guard numbers.count == 5 else { return }
      if numbers[0] > 0 { position = TextPosition(line: position.line &+ numbers[0], character: 0) }
      position.character = position.character &+ numbers[1]
      tokens.append(Token(start: position, length: numbers[2], type: numbers[3], modifiers: numbers[4]))
    }
  }

  /// The encoded form.
  var data: JSON {
    var last = TextPosition(line: 0, character: 0)
    return .array(
      tokens.flatMap { token in
        let isSameLine = token.start.line == last.line
        defer { last = token.start }
        return [
          token.start.line - last.line, token.start.character - (isSameLine ? last.character : 0), token.length,
          token.type, token.modifiers,
        ].map(JSON.int)
      })
  }

  /// Returns the tokens of a lesson's own code, with their positions in the lesson.
  func mapped(by map: PositionMap, _ legend: SemanticLegend) -> SemanticTokens {
    var seen: Set<Token> = []
    let mapped = tokens.compactMap { token -> Token? in
      var last = token.start
      last.character = last.character &+ max(0, token.length - 1)
      guard token.length > 0, let start = map.lesson(token.start), let end = map.lesson(last), start.line == end.line,
        end.character - start.character == token.length - 1, let type = legend.type(token.type)
      else { return nil }
      // An exercise's checks are compiled twice.
      let result = Token(start: start, length: token.length, type: type, modifiers: legend.modifiers(token.modifiers))
      return seen.insert(result).inserted ? result : nil
    }
    return SemanticTokens(mapped.sorted { $0.start < $1.start })
  }
}

/// The numbers that stand for the kinds of words: editors are told them before `sourcekit-lsp` has said which ones it uses.
struct SemanticLegend {
  private var types: [Int?]
  private var modifierBits: [Int]

  /// Creates the translation from the legend that `sourcekit-lsp` announces.
  init(_ legend: JSON?) {
    let names = { (key: String) in legend?[key]?.array?.map { $0.string ?? "" } ?? [] }
    types = names("tokenTypes").map { Self.types.firstIndex(of: $0) }
    modifierBits = names("tokenModifiers").map { name in Self.modifiers.firstIndex(of: name).map { 1 << $0 } ?? 0 }
  }

  func type(_ number: Int) -> Int? { types.indices.contains(number) ? types[number] : nil }

  func modifiers(_ bits: Int) -> Int {
    modifierBits.indices.reduce(0) { $0 | (bits >> $1 & 1 == 1 ? modifierBits[$1] : 0) }
  }

  /// What editors are told.
  static var json: JSON {
    ["tokenTypes": .array(types.map(JSON.string)), "tokenModifiers": .array(modifiers.map(JSON.string))]
  }

  private static let types = [
    "namespace", "type", "class", "enum", "interface", "struct", "typeParameter", "parameter", "variable", "property",
    "enumMember", "event", "function", "method", "macro", "keyword", "modifier", "comment", "string", "number",
    "regexp",
    "operator", "decorator", "bracket", "label", "concept", "unknown", "identifier",
  ]
  private static let modifiers = [
    "declaration", "definition", "readonly", "static", "deprecated", "abstract", "async", "modification",
    "documentation",
    "defaultLibrary",
  ]
}
