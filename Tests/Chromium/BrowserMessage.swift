/// Something that a page reported.
package struct BrowserMessage: Equatable, Sendable, CustomStringConvertible {
  /// What reported it.
  package enum Kind: String, Sendable {
    /// A call of the console.
    case console
    /// An error that no script caught.
    case exception
    /// The browser itself, for instance about a content security policy or a page that is not valid.
    case browser
    /// A request that failed, or was answered with a status of 400 or more.
    case request
    /// A script that opened a dialog.
    case dialog
  }

  package var kind: Kind
  /// `log`, `info`, `warning`, `error` and others of the console.
  package var level: String
  package var text: String

  /// Whether a page that is right would not report it.
  package var isProblem: Bool { !["verbose", "debug", "log", "info"].contains(level) }

  package var description: String { "\(kind.rawValue) \(level): \(text)" }
}

extension BrowserMessage {
  /// Creates the message for an event of the DevTools protocol, or nil if the event is none.
  ///
  /// - Parameter address: the address of the request that the event is about.
  init?(_ event: String, _ parameters: [String: Any], address: String?) {
    switch event {
    case "Runtime.consoleAPICalled":
      let values = parameters["args"] as? [[String: Any]] ?? []
      let texts = values.map { $0["value"].map { "\($0)" } ?? $0["description"] as? String ?? "undefined" }
      self.init(kind: .console, level: parameters["type"] as? String ?? "", text: texts.joined(separator: " "))
    case "Runtime.exceptionThrown":
      let details = parameters["exceptionDetails"] as? [String: Any] ?? [:]
      self.init(kind: .exception, level: "error", text: Self.text(ofException: details))
    case "Log.entryAdded":
      let entry = parameters["entry"] as? [String: Any] ?? [:]
      let text = [entry["text"], entry["url"]].compactMap { $0 as? String }.joined(separator: " ")
      self.init(kind: .browser, level: entry["level"] as? String ?? "", text: text)
    case "Network.loadingFailed" where parameters["canceled"] as? Bool != true:
      self.init(kind: .request, level: "error", text: "\(address ?? "") \(parameters["errorText"] as? String ?? "")")
    case "Network.responseReceived":
      let status = (parameters["response"] as? [String: Any])?["status"] as? Int ?? 0
      guard status >= 400 else { return nil }
      self.init(kind: .request, level: "error", text: "\(address ?? "") \(status)")
    case "Page.javascriptDialogOpening":
      self.init(kind: .dialog, level: "error", text: parameters["message"] as? String ?? "")
    default: return nil
    }
  }

  /// Returns the text of the protocol's `ExceptionDetails`.
  static func text(ofException details: [String: Any]) -> String {
    (details["exception"] as? [String: Any])?["description"] as? String ?? details["text"] as? String ?? ""
  }
}
