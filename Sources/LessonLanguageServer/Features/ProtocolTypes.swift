import LessonTangle

// What the server says of a lesson itself, with the names of the Language Server Protocol 3.17.

/// The text between two positions (`Range`).
struct ProtocolRange: Hashable, Encodable, Sendable {
  var start: TextPosition
  var end: TextPosition
}

/// A problem and its place (`Diagnostic`).
struct ProtocolDiagnostic: Equatable, Encodable, Sendable {
  var range: ProtocolRange
  /// 1 for an error, 2 for a warning, 3 for information, 4 for a hint.
  var severity = 1
  var code: String?
  var source = "lessons"
  var message: String
}

/// A text that replaces another (`TextEdit`).
struct TextEdit: Equatable, Encodable, Sendable {
  var range: ProtocolRange
  var newText: String
}

/// Text in Markdown (`MarkupContent`).
struct MarkupContent: Equatable, Encodable, Sendable {
  var kind = "markdown"
  var value: String
}

/// A word that may be meant (`CompletionItem`).
struct CompletionItem: Equatable, Encodable, Sendable {
  /// The numbers of the protocol's `CompletionItemKind`.
  enum Kind: Int, Encodable, Sendable { case property = 10, value = 12, keyword = 14, reference = 18 }

  var label: String
  var kind: Kind
  var detail: String?
  var documentation: MarkupContent?
  var textEdit: TextEdit
  var sortText: String?
}

/// What is shown of the word under the mouse (`Hover`).
struct Hover: Equatable, Encodable, Sendable {
  var contents: MarkupContent
  var range: ProtocolRange
}

/// A part of the lesson's structure (`DocumentSymbol`).
struct DocumentSymbol: Equatable, Encodable, Sendable {
  /// The numbers of the protocol's `SymbolKind`: a heading, a cell, an exercise, a question.
  enum Kind: Int, Encodable, Sendable { case heading = 15, cell = 12, exercise = 6, question = 20 }

  var name: String
  var detail: String?
  var kind: Kind
  var range: ProtocolRange
  var selectionRange: ProtocolRange
  var children: [DocumentSymbol] = []
}

/// Lines that can be folded (`FoldingRange`).
struct FoldingRange: Equatable, Encodable, Sendable {
  var startLine: Int
  var endLine: Int
  /// `region`, or nil for a heading's section.
  var kind: String?
}

/// A command above a line (`CodeLens`).
struct CodeLens: Equatable, Encodable, Sendable {
  /// What an editor asks the server to do (`Command`).
  struct Command: Equatable, Encodable, Sendable {
    var title: String
    var command: String
    /// The lesson's URI and the cell's id.
    var arguments: [String]
  }

  var range: ProtocolRange
  var command: Command
}
