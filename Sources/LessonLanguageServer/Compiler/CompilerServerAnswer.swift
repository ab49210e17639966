import LessonTangle

/// What is made of an answer of `sourcekit-lsp` for the editor.
struct CompilerServerAnswer {
  let request: CompilerServerLink.Request
  let target: ResultMapper.Target
  let mapper: ResultMapper
  let legend: SemanticLegend

  /// The name of a request for the places of a name in the lesson, in place of one for its references.
  static let localReferences = "lessons/references"

  func result(_ result: JSON) -> JSON {
    switch request.method {
    case "textDocument/semanticTokens/full", "textDocument/semanticTokens/range": tokens(result)
    case "textDocument/inlayHint": hints(result)
    case "textDocument/codeAction": actions(result)
    case "textDocument/rename": edit(result)
    case Self.localReferences: references(result)
    default: mapper.mapped(result, in: target) ?? nil
    }
  }

  private func tokens(_ result: JSON) -> JSON {
    guard let data = result["data"]?.array else { return nil }
    var tokens = SemanticTokens(data: data).mapped(by: request.map, legend)
    if let lines = request.lines { tokens.tokens.removeAll { !lines.contains($0.start.line) } }
    return ["data": tokens.data]
  }

  private func hints(_ result: JSON) -> JSON {
    guard let hints = mapper.mapped(result, in: target)?.array else { return nil }
    var seen: [JSON] = []
    for hint in hints where hint["position"]?["line"]?.int.map({ request.lines?.contains($0) ?? true }) == true {
      // An exercise's checks are compiled twice.
      if !seen.contains(hint) { seen.append(hint) }
    }
    return .array(seen)
  }

  /// Returns the actions that are edits of the author's own text alone.
  private func actions(_ result: JSON) -> JSON {
    let fixes = (result.array ?? []).compactMap { action -> JSON? in
      guard let edit = action["edit"], action["command"] == nil,
        action["kind"]?.string?.hasPrefix("quickfix") == true, let mapped = mapper.mapped(edit, in: target),
        Self.places(in: mapped) == Self.places(in: edit)
      else { return nil }
      var action = action
      action["edit"] = mapped
      if let diagnostics = action["diagnostics"]?.array {
        action["diagnostics"] = .array(
          diagnostics.compactMap { CompilerDiagnostic.mapped($0, by: mapper, in: target) })
      }
      return action
    }
    return .array(fixes + request.own)
  }

  /// Returns the highlights in the lesson as places of a file.
  private func references(_ result: JSON) -> JSON {
    let ranges = mapper.mapped(result, in: target)?.array?.compactMap { $0["range"] } ?? []
    return .array(ranges.map { ["uri": .string(target.uri), "range": $0] })
  }

  /// Returns an edit of several files, or nothing if nothing is left of it.
  private func edit(_ result: JSON) -> JSON {
    guard let edit = mapper.mapped(result, in: target), Self.places(in: edit) > 0 else { return nil }
    return edit
  }

  /// Returns the number of places that an edit changes.
  private static func places(in edit: JSON) -> Int {
    let changes = edit["changes"]?.object?.values.reduce(0) { $0 + ($1.array?.count ?? 0) } ?? 0
    return changes + (edit["documentChanges"]?.array?.reduce(0) { $0 + ($1["edits"]?.array?.count ?? 1) } ?? 0)
  }
}
