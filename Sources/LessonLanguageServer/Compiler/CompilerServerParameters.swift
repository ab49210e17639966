/// What `sourcekit-lsp` is told when it starts.
struct CompilerServerParameters {
  /// The package's folder.
  var root: String
  /// The path of the folder with `compile_commands.json`.
  var databaseFolder: String
  /// What the editor can do.
  var editorCapabilities: JSON

  /// The parameters of `initialize`.
  var json: JSON {
    [
      "processId": nil, "rootUri": .string(FileURI.uri(root)),
      "workspaceFolders": [["uri": .string(FileURI.uri(root)), "name": "lessons"]],
      "capabilities": ["textDocument": .object(capabilities)],
      "initializationOptions": [
        // The build has been done already; indexing in the background would do it a second time.
        "backgroundIndexing": false,
        // The default of a second or two is made for files that take long to check.
        "swiftPublishDiagnosticsDebounceDuration": .number("0.2"),
        "defaultWorkspaceType": "compilationDatabase",
        "compilationDatabase": ["searchPaths": [.string(relativeFolder)]],
      ],
    ]
  }

  /// The path, from the package's folder, of the one with the commands; no other is accepted.
  private var relativeFolder: String {
    root.split(separator: "/").map { _ in "../" }.joined() + databaseFolder.drop { $0 == "/" }
  }

  /// What the editor can do with documents, except for what this server does itself.
  private var capabilities: [String: JSON] {
    var capabilities = Self.withoutRegistration(editorCapabilities["textDocument"] ?? [:]).object ?? [:]
    // It publishes diagnostics only for editors that do not ask for them.
    capabilities["diagnostic"] = nil
    // Its list of words is translated, whatever the editor knows.
    capabilities["semanticTokens"] = nil
    return capabilities
  }

  /// Returns capabilities without those to be told later what the server can do.
  private static func withoutRegistration(_ value: JSON) -> JSON {
    guard case .object(var members) = value else { return value }
    members["dynamicRegistration"] = nil
    return .object(members.mapValues(withoutRegistration))
  }
}
