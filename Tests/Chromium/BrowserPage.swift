import Foundation

/// A page of a ``Browser``: a tab, which is closed when the last use of this object ends.
package final class BrowserPage {
  /// How many documents the page has shown: 1 after the first ``open(_:)``, and more after a reload.
  package private(set) var navigations = 0
  /// What the page has reported, in order.
  package private(set) var messages: [BrowserMessage] = []
  /// The addresses of all requests, in order.
  package private(set) var requests: [String] = []
  private let browser: Browser
  private let target: String
  private let session: String
  /// The addresses of requests, by their ids.
  private var addresses: [String: String] = [:]
  /// The ids of documents that have been loaded with all that belongs to them.
  private var loaded: Set<String> = []

  init(in browser: Browser) throws {
    self.browser = browser
    let connection = browser.connection
    target = try connection.call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
    session =
      try connection.call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String ?? ""
    connection.observers[session] = { [weak self] in self?.observe($0, $1) }
    for domain in ["Page", "Runtime", "Log", "Network"] { try call("\(domain).enable") }
    try call("Page.setLifecycleEventsEnabled", ["enabled": true])
    // Otherwise only the page that was opened last has the focus.
    try call("Emulation.setFocusEmulationEnabled", ["enabled": true])
    try setWindow(width: 1280, height: 800)
  }

  deinit {
    browser.connection.observers[session] = nil
    browser.connection.post("Target.closeTarget", ["targetId": target])
  }

  /// Calls a method of the page.
  @discardableResult
  func call(
    _ method: String, _ parameters: [String: Any] = [:], within time: Duration = .seconds(30)
  ) throws -> [String: Any] {
    try browser.connection.call(method, parameters, session: session, within: time)
  }

  /// Opens an address, and waits until the page and all that belongs to it have been loaded.
  package func open(_ address: String) throws {
    let answer = try call("Page.navigate", ["url": address])
    if let reason = answer["errorText"] as? String, !reason.isEmpty { throw BrowserError.notOpened(address, reason) }
    guard let document = answer["loaderId"] as? String else { return }
    guard try browser.connection.receive(within: .seconds(30), until: { loaded.contains(document) }) else {
      throw BrowserError.notOpened(address, "it is still being loaded after 30 seconds")
    }
  }

  /// Evaluates an expression in the page and returns its value; waits for it if it is a promise.
  ///
  /// - Parameter script: an expression of JavaScript; an object needs parentheses, `undefined` is an absent optional.
  /// - Throws: ``BrowserError/script(_:_:)`` if it throws, or an error of decoding.
  package func evaluate<Value: Decodable>(_ script: String, as type: Value.Type = Value.self) throws -> Value {
    let value = try run(script)
    return try JSONDecoder().decode(
      type, from: JSONSerialization.data(withJSONObject: value ?? NSNull(), options: .fragmentsAllowed))
  }

  /// Evaluates an expression for its effect; waits for it if it is a promise.
  @discardableResult
  package func run(_ script: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate", ["expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true])
    if let details = answer["exceptionDetails"] as? [String: Any] {
      throw BrowserError.script(script, BrowserMessage.text(ofException: details))
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// Waits until an expression is true.
  ///
  /// - Throws: ``BrowserError/unmet(_:text:problems:)`` if it is not true within the time.
  package func wait(for condition: String, within time: Duration = .seconds(10)) throws {
    let deadline = ContinuousClock.now + time
    while true {
      do {
        if try run("Boolean(\(condition))") as? Bool == true { return }
      } catch BrowserError.refused {
        // The document is just being replaced.
      }
      guard ContinuousClock.now < deadline else { break }
      try receive(for: .milliseconds(20))
    }
    throw BrowserError.unmet(condition, text: (try? evaluate("document.body.innerText")) ?? "", problems: problems)
  }

  /// Receives what the page reports for a time.
  package func receive(for time: Duration) throws {
    _ = try browser.connection.receive(within: time, until: { false })
  }

  /// The errors and warnings that the page has reported: an empty list for a page that is right.
  package var problems: [String] { messages.filter(\.isProblem).map(\.description) }

  private func observe(_ event: String, _ parameters: [String: Any]) {
    switch event {
    case "Page.frameNavigated":
      let frame = parameters["frame"] as? [String: Any] ?? [:]
      if frame["parentId"] == nil, frame["url"] as? String != "about:blank" { navigations += 1 }
    case "Page.lifecycleEvent" where parameters["name"] as? String == "load":
      if let document = parameters["loaderId"] as? String { loaded.insert(document) }
    case "Page.javascriptDialogOpening":
      // A dialog would stop the page for ever.
      browser.connection.post("Page.handleJavaScriptDialog", ["accept": true], session: session)
    case "Network.requestWillBeSent":
      let address = (parameters["request"] as? [String: Any])?["url"] as? String ?? ""
      requests.append(address)
      if let id = parameters["requestId"] as? String { addresses[id] = address }
    default: break
    }
    let address = (parameters["requestId"] as? String).flatMap { addresses[$0] }
    if let message = BrowserMessage(event, parameters, address: address) { messages.append(message) }
  }
}
