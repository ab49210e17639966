/// What this server can do for an editor.
///
/// It is the same whether `sourcekit-lsp` is there or not, because editors are told before that is known.
enum Capabilities {
  /// The characters after which editors ask for completion in code.
  static let codeTriggers = [".", "("]
  /// Those after which they ask on the line of a fence: each begins an attribute or a value.
  private static let fenceTriggers = ["`", " ", "=", ",", "#"]

  /// Returns the server's capabilities.
  ///
  /// - Parameter editor: what the editor can do.
  static func json(for editor: JSON) -> JSON {
    let document = editor["textDocument"]
    let preparesRename = document?["rename"]?["prepareSupport"]?.bool == true
    let knowsActions = document?["codeAction"]?["codeActionLiteralSupport"] != nil
    return [
      "positionEncoding": "utf-16",
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "completionProvider": [
        "resolveProvider": true, "triggerCharacters": .array((codeTriggers + fenceTriggers).map(JSON.string)),
      ],
      "hoverProvider": true,
      "signatureHelpProvider": ["triggerCharacters": ["(", "["], "retriggerCharacters": [",", ":"]],
      "declarationProvider": true,
      "definitionProvider": true,
      "typeDefinitionProvider": true,
      "implementationProvider": true,
      "referencesProvider": true,
      "documentHighlightProvider": true,
      "documentSymbolProvider": true,
      "foldingRangeProvider": true,
      "codeLensProvider": ["resolveProvider": false],
      "codeActionProvider": knowsActions ? ["codeActionKinds": ["quickfix"]] : true,
      "renameProvider": preparesRename ? ["prepareProvider": true] : true,
      "inlayHintProvider": ["resolveProvider": false],
      "semanticTokensProvider": ["legend": SemanticLegend.json, "full": true, "range": true],
      "executeCommandProvider": ["commands": .array(CellCommand.Kind.allCases.map { .string($0.rawValue) })],
    ]
  }
}
