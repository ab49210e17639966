import Chromium
import Foundation
import Testing

@Suite("A page in the browser", .enabled(if: Browser.program != nil, "\(Browser.isMissing)"))
struct BrowserPageTests {
  private let page: BrowserPage

  init() throws { page = try Browser().newPage() }

  @Test("evaluates expressions and promises, and throws what they throw")
  func evaluate() throws {
    let file = try PageFile("<p id=text>é 🦊")
    try page.open(file.address)
    #expect(try page.evaluate("document.querySelector('#text').textContent") == "é 🦊")
    #expect(try page.evaluate("[1, 2.5]") == [1, 2.5])
    #expect(try page.evaluate("({ a: true })") == ["a": true])
    #expect(try page.evaluate("undefined", as: Int?.self) == nil)
    #expect(try page.evaluate("new Promise(done => setTimeout(() => done(7), 50))") == 7)
    #expect(
      throws: BrowserError.script(
        "null.x", "TypeError: Cannot read properties of null (reading 'x')\n    at <anonymous>:1:6")
    ) {
      try page.run("null.x")
    }
    #expect(page.problems == [])
  }

  @Test("waits for a condition, and says what the page shows if it is not met")
  func wait() throws {
    let file = try PageFile("<p>shown<script>setTimeout(() => done = true, 100)</script>")
    try page.open(file.address)
    try page.wait(for: "window.done")
    #expect(throws: BrowserError.unmet("window.never", text: "shown", problems: [])) {
      try page.wait(for: "window.never", within: .milliseconds(50))
    }
  }

  @Test("receives keys where the focus is, as if a person pressed them")
  func keys() throws {
    let file = try PageFile(
      """
      <textarea autofocus rows=5></textarea><script>
      const area = document.querySelector("textarea"), pressed = [];
      area.onkeydown = event => {
        pressed.push([event.ctrlKey ? "ctrl-" : "", event.key, " ", event.code].join(""));
        if (event.key === "Tab") { event.preventDefault(); document.execCommand("insertText", false, "  "); }
      };
      </script>
      """)
    try page.open(file.address)
    try page.run("area.focus()")
    try page.type("a Ä\n1🦊")
    try page.press(.tab)
    #expect(try page.evaluate("area.value") == "a Ä\n1🦊  ")
    try page.press(.enter, .control)
    try page.press(.backspace)
    #expect(try page.evaluate("area.value") == "a Ä\n1🦊 ")
    #expect(try page.evaluate("pressed.slice(-3)") == ["Tab Tab", "ctrl-Enter Enter", "Backspace Backspace"])
    try page.press(.up)
    try page.press(.end, .shift)
    try page.press(.character("a"), .control)
    try page.type("x")
    #expect(try page.evaluate("area.value") == "x")
  }

  @Test("is clicked where an element can be seen, and not where another one covers it")
  func click() throws {
    let file = try PageFile(
      """
      <button onclick="this.textContent += event.isTrusted">one </button><div style="height: 3000px"></div>
      <details><summary>more</summary>folded</details>
      <div id=over hidden style="position: fixed; inset: 0">
      """)
    try page.open(file.address)
    try page.click("button")
    #expect(try page.evaluate("document.querySelector('button').textContent") == "one true")
    try page.click("summary")
    #expect(try page.evaluate("document.querySelector('details').open"))
    #expect(try page.scrollPosition > 1000)
    #expect(throws: BrowserError.noElement("#none")) { try page.click("#none") }
    try page.run("document.querySelector('#over').hidden = false")
    #expect(throws: BrowserError.covered("button", by: #"<div id="over" style="position: fixed; inset: 0"></div>"#)) {
      try page.click("button")
    }
  }

  @Test("scrolls, and has the size and the colours that a test asks for")
  func window() throws {
    let style = "<style>:root { color-scheme: light dark; } div { height: 3000px }</style>"
    let file = try PageFile("<div></div>", head: style)
    try page.open(file.address)
    try page.scroll(to: 500)
    #expect(try page.scrollPosition == 500)
    try page.turnWheel(100)
    try page.wait(for: "scrollY === 600")
    let picture = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID()).png")
    defer { try? FileManager.default.removeItem(at: picture) }
    try page.screenshot(to: picture, width: 390, height: 700, dark: true)
    #expect(try page.evaluate("[innerWidth, innerHeight]") == [390, 700])
    #expect(try page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"))
    // The width and the height in the header of a PNG file.
    #expect(try Array(Data(contentsOf: picture)[16..<24]) == [0, 0, 1, 134, 0, 0, 2, 188])
    try page.setWindow(width: 1280, height: 800)
    #expect(try page.evaluate("matchMedia('(prefers-color-scheme: light)').matches"))
  }
}
