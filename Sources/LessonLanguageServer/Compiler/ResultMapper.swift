import LessonTangle

/// Turns positions in generated Swift files into positions in lessons, in anything that `sourcekit-lsp` says.
///
/// What is only in generated code is left out.
struct ResultMapper {
  /// A lesson to which a generated file belongs.
  struct Target {
    var uri: String
    var map: PositionMap
    /// The version of the text that the editor has open, or `null`.
    var version: JSON = .null
  }

  /// The meaning of positions.
  private enum Context {
    /// They are in a file that is no lesson, and stay as they are.
    case file
    case lesson(Target)
  }

  /// Returns the lesson of a generated file, or nil if the file has no lesson that can be read.
  let target: (_ generatedFile: String) -> Target?

  /// Members that are handed back to `sourcekit-lsp` as they are, or have no positions.
  private static let verbatim: Set = ["data", "command", "documentation", "contents", "diagnostics"]
  /// Members without which what has them means nothing.
  private static let essential: Set = [
    "range", "targetRange", "targetSelectionRange", "selectionRange", "position", "location", "textEdit", "insert",
    "replace", "textDocument", "edit",
  ]

  /// Returns a result with the positions of the lesson, or nil if it is only about generated code.
  func mapped(_ result: JSON, in target: Target) -> JSON? { mapped(result, .lesson(target), .lesson(target)) }

  /// Returns a range in the lesson, or nil if it begins in generated code.
  static func range(_ range: JSON, by map: PositionMap) -> JSON? {
    guard let start = range["start"].flatMap(TextPosition.init), let end = range["end"].flatMap(TextPosition.init),
      let mappedStart = map.lesson(start)
    else { return nil }
    // The end may be in what follows the code on its line.
    let mappedEnd = map.lesson(end) ?? map.nearest(end) ?? mappedStart
    return ["start": mappedStart.json, "end": max(mappedStart, mappedEnd).json]
  }

  private func mapped(_ value: JSON, _ context: Context, _ origin: Context) -> JSON? {
    switch value {
    case .array(let values): return .array(values.compactMap { mapped($0, context, origin) })
    case .object(let members): return mapped(members, context, origin)
    default: return value
    }
  }

  private func mapped(_ members: [String: JSON], _ context: Context, _ origin: Context) -> JSON? {
    if members.count == 2, members["start"] != nil, members["end"] != nil {
      guard case .lesson(let target) = context else { return .object(members) }
      return Self.range(.object(members), by: target.map)
    }
    if members.count == 2, let position = TextPosition(.object(members)) {
      guard case .lesson(let target) = context else { return .object(members) }
      return target.map.lesson(position)?.json
    }
    var members = members
    var context = context
    let place = members["uri"]?.string ?? members["targetUri"]?.string ?? members["textDocument"]?["uri"]?.string
    if let place {
      guard let found = self.context(ofFile: place) else { return nil }
      context = found
    }
    for (name, value) in members where !Self.verbatim.contains(name) {
      switch (name, value) {
      case ("uri", .string), ("targetUri", .string):
        if case .lesson(let target) = context { members[name] = .string(target.uri) }
      case ("textDocument", .object):
        if case .lesson(let target) = context {
          members[name] = ["uri": .string(target.uri), "version": target.version]
        }
      case ("changes", .object(let changes)): members[name] = .object(self.changes(changes, origin))
      case ("documentChanges", .array(let changes)):
        // An edit without any place left changes nothing.
        let mapped = changes.compactMap { self.mapped($0, context, origin) }.filter {
          $0["edits"]?.array?.isEmpty != true
        }
        members[name] = .array(mapped)
      case ("edits", .array(let edits)):
        members[name] = .array(distinct(edits.compactMap { mapped($0, context, origin) }))
      case ("additionalTextEdits", .array(let edits)), ("textEdits", .array(let edits)):
        let mapped = edits.compactMap { self.mapped($0, context, origin) }
        // Half of the edits would be worse than none.
        members[name] = mapped.count == edits.count ? .array(mapped) : nil
      default:
        let context = name == "originSelectionRange" ? origin : context
        guard let result = mapped(value, context, origin) else {
          if Self.essential.contains(name) { return nil }
          members[name] = nil
          continue
        }
        members[name] = result
      }
    }
    return .object(members)
  }

  /// Returns the edits of each file.
  private func changes(_ changes: [String: JSON], _ origin: Context) -> [String: JSON] {
    var result: [String: JSON] = [:]
    for (uri, edits) in changes {
      guard let context = context(ofFile: uri), let edits = edits.array else { continue }
      let mapped = distinct(edits.compactMap { self.mapped($0, context, origin) })
      guard !mapped.isEmpty else { continue }
      if case .lesson(let target) = context {
        result[target.uri] = .array(mapped)
      } else {
        result[uri] = .array(mapped)
      }
    }
    return result
  }

  /// Returns the meaning of positions in a file, or nil if the file is generated from none that can be read.
  private func context(ofFile uri: String) -> Context? {
    guard let path = FileURI.path(uri), BuildDatabase.isMade(path) else { return .file }
    return target(path).map(Context.lesson)
  }

  /// Returns each value once: an exercise's checks are compiled twice.
  private func distinct(_ values: [JSON]) -> [JSON] {
    values.enumerated().filter { index, value in !values[..<index].contains(value) }.map(\.element)
  }
}

extension TextPosition {
  /// Reads the protocol's form; nil if the value has another one.
  init?(_ json: JSON) {
    guard let line = json["line"]?.int, let character = json["character"]?.int else { return nil }
    self.init(line: line, character: character)
  }

  /// The protocol's form.
  var json: JSON { ["line": .int(line), "character": .int(character)] }
}
