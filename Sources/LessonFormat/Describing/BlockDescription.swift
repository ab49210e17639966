/// What an editor says of a kind of block.
package struct BlockDescription: Sendable {
  /// The ways in which its info string may begin, the usual one first.
  package let spellings: [String]
  /// What it is, in a sentence.
  package let summary: String
  /// The attributes that it can have.
  package let attributes: [AttributeDescription]

  /// All kinds of blocks.
  package static let all = BlockKind.all.map {
    BlockDescription(spellings: $0.spellings, summary: $0.summary, attributes: $0.attributes)
  }
}

/// What an editor says of an attribute, or of a setting of the whole file.
package struct AttributeDescription: Sendable {
  package let name: String
  /// Whether it takes a value.
  package let arity: AttributeArity
  /// How it is written, as Markdown.
  package let usage: String
  /// What it does, as Markdown that begins in lowercase and has no full stop.
  package let summary: String
  /// Values to offer.
  package let values: [String]

  /// What the front matter, or a comment, can set for the whole file.
  package static let fileSettings = FileSettings.table.map(\.published)
}

extension Attribute {
  /// What an editor says of it.
  var published: AttributeDescription {
    AttributeDescription(name: name, arity: arity, usage: usage, summary: summary, values: values)
  }
}
