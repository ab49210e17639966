extension BrowserPage {
  /// Types a text where the focus is; a newline is the Enter key.
  package func type(_ text: String) throws {
    for character in text { try press(character == "\n" ? .enter : .character(character)) }
  }

  /// Presses and releases a key while others are held.
  package func press(_ key: BrowserKey, _ modifiers: BrowserKey.Modifiers = []) throws {
    var event: [String: Any] = [
      "key": key.name, "code": key.code, "windowsVirtualKeyCode": key.number, "modifiers": modifiers.rawValue,
    ]
    // With the control key, a key types nothing.
    if modifiers.isSubset(of: .shift) { event["text"] = key.text }
    try call("Input.dispatchKeyEvent", event.merging(["type": "keyDown"]) { $1 })
    event["text"] = nil
    try call("Input.dispatchKeyEvent", event.merging(["type": "keyUp"]) { $1 })
  }

  /// Clicks into the middle of the first element with a selector, after scrolling to it.
  ///
  /// - Throws: ``BrowserError`` if there is no such element, or if another one covers its middle.
  package func click(_ selector: String) throws {
    struct Place: Decodable {
      var x: Double
      var y: Double
      var cover: String?
    }
    let place = try evaluate(
      """
      (() => {
        const element = document.querySelector(\(Self.quoted(selector)));
        if (element === null) return undefined;
        element.scrollIntoView({ block: "nearest", behavior: "instant" });
        const box = element.getBoundingClientRect();
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        const top = document.elementFromPoint(x, y);
        const reached = top !== null && (element.contains(top) || top.contains(element) && top.matches("label"));
        return { x, y, cover: reached ? undefined : top?.outerHTML.slice(0, 100) ?? "the window's edge" };
      })()
      """, as: Place?.self)
    guard let place else { throw BrowserError.noElement(selector) }
    if let cover = place.cover { throw BrowserError.covered(selector, by: cover) }
    try call("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": place.x, "y": place.y])
    for type in ["mousePressed", "mouseReleased"] {
      try call(
        "Input.dispatchMouseEvent", ["type": type, "x": place.x, "y": place.y, "button": "left", "clickCount": 1])
    }
  }

  /// The distance in pixels from the top of the document to the top of the window.
  package var scrollPosition: Double { get throws { try evaluate("scrollY") } }

  /// Scrolls to a distance from the top of the document, in pixels, at once.
  package func scroll(to position: Double) throws {
    try run("scrollTo({ top: \(position), behavior: 'instant' })")
  }

  /// Turns the wheel of the mouse in the middle of the window.
  ///
  /// - Parameter distance: how far the document moves up, in pixels.
  package func turnWheel(_ distance: Double) throws {
    let size = try evaluate("[innerWidth, innerHeight]", as: [Double].self)
    try call(
      "Input.dispatchMouseEvent",
      ["type": "mouseWheel", "x": size[0] / 2, "y": size[1] / 2, "deltaX": 0, "deltaY": distance])
  }

  /// Returns a text as a literal of JavaScript.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
