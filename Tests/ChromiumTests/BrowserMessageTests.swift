import Chromium
import Foundation
import Testing

@Suite("What a page reports", .enabled(if: Browser.program != nil, "\(Browser.isMissing)"))
struct BrowserMessageTests {
  private let browser: Browser
  private let page: BrowserPage

  init() throws {
    browser = try Browser()
    page = try browser.newPage()
  }

  @Test("is collected: what it logs, what it throws, what its policy forbids, what it cannot load, and dialogs")
  func messages() throws {
    let policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'; style-src 'none'\">"
    let file = try PageFile(
      """
      <p style="color: red">red<img src=missing.svg><script>
      console.log("fine", 1, { a: 2 });
      console.warn("careful");
      console.error("broken");
      setTimeout(() => { throw new Error("thrown"); });
      setTimeout(() => { alert("hello"); window.done = true; }, 100);
      </script>
      """, head: policy)
    try page.open(file.address)
    try page.wait(for: "window.done")
    let messages = page.messages.map(\.description)
    #expect(messages.contains("console log: fine 1 Object"))
    #expect(page.problems.contains("console warning: careful"))
    #expect(page.problems.contains("console error: broken"))
    #expect(page.problems.contains("dialog error: hello"))
    #expect(page.problems.contains { $0.hasPrefix("exception error: Error: thrown") })
    #expect(page.problems.contains { $0.hasPrefix("browser error: ") && $0.contains("Content Security Policy") })
    #expect(
      page.problems.contains { $0.hasPrefix("request error: ") && $0.hasSuffix("missing.svg net::ERR_FILE_NOT_FOUND") })
    #expect(page.requests.map { $0.split(separator: "/").last } == ["page.html", "missing.svg"])
  }

  @Test("is nothing if the page is right; documents are counted, places in them are not")
  func navigations() throws {
    let file = try PageFile("<a href='#there'>there</a><p id=there>")
    try page.open(file.address)
    #expect(page.navigations == 1)
    try page.click("a")
    try page.wait(for: "location.hash === '#there'")
    #expect(page.navigations == 1)
    try page.run("location.reload()")
    try page.wait(
      for: "document.readyState === 'complete' && performance.getEntriesByType('navigation')[0].type === 'reload'")
    #expect(page.navigations == 2)
    #expect(page.problems == [])
  }

  @Test("of one page is not what another one reports; both have the focus")
  func pages() throws {
    let other = try browser.newPage()
    let file = try PageFile("<input autofocus>")
    try page.open(file.address)
    try other.open(file.address)
    try page.run("console.error('mine')")
    #expect(page.problems == ["console error: mine"])
    #expect(other.problems == [])
    for page in [page, other] {
      try page.click("input")
      try page.type("a")
      #expect(try page.evaluate("document.hasFocus() && document.querySelector('input').value === 'a'"))
    }
  }

  @Test("An address that nothing answers cannot be opened")
  func absent() {
    #expect(throws: BrowserError.notOpened("file:///none/such.html", "net::ERR_FILE_NOT_FOUND")) {
      try page.open("file:///none/such.html")
    }
  }
}
