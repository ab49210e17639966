import Chromium
import Foundation
import Testing

@Suite("A preview in a browser", .enabled(if: Browser.program != nil, "\(Browser.isMissing)"))
struct PreviewTests {
  /// Starts a preview of a course, and returns its program and the address to open.
  private static func start(
    _ course: SmallCourse, _ lesson: String, on terminal: PseudoTerminal, mark: String = ""
  ) throws -> (program: Process, address: String) {
    let program = try course.start(["preview", lesson, "--no-open", "--port", "0"], on: terminal, mark: mark)
    try #require(terminal.waitForNext("press ctrl-C to stop"), "\(terminal.text)")
    return (program, String(try #require(terminal.text.firstMatch(of: /http:\/\/\S+/)).0))
  }

  /// Opens a page and waits until the preview has built and run everything.
  private static func open(_ address: String, in browser: Browser) throws -> BrowserPage {
    let page = try browser.newPage()
    try page.open(address)
    try page.wait(for: "document.documentElement.dataset.preview === 'idle'", within: .seconds(60))
    // The preview may begin to run only now, and outputs that appear move what is to be clicked.
    try page.wait(for: "!document.querySelector('.cell.waiting, .cell.running')", within: .seconds(60))
    return page
  }

  private static let counting = """
    # Counting

    \(String(repeating: "A paragraph above the cells.\n\n", count: 60))
    ```swift-cell id=numbers
    let numbers = [1, 2, 3]
    numbers.count
    ```

    ```swift-cell id=sum
    numbers.reduce(0, +)
    ```

    \(String(repeating: "A paragraph below the cells.\n\n", count: 60))
    """

  /// The text of a cell's output.
  private static func output(of cell: String) -> String {
    "document.querySelector('#cell-\(cell) .output:not(.earlier)')?.textContent.trim()"
  }

  @Test("A saved cell changes the open page in its place: it is not loaded again, and what the reader looks at stays")
  func savedCell() throws {
    let course = try SmallCourse(["counting": Self.counting])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "counting", on: terminal)
    defer { program.interrupt() }
    let page = try Self.open(address, in: Browser())
    try page.wait(for: "\(Self.output(of: "sum")) === '6'")
    try page.run("document.querySelector('#cell-sum').scrollIntoView({ block: 'center', behavior: 'instant' })")
    let position = try page.scrollPosition
    #expect(position > 1000)
    #expect(try page.evaluate("location.search") == "")

    try course.edit("counting", "[1, 2, 3]", to: "[1, 2, 3, 10]")
    try page.wait(for: "\(Self.output(of: "sum")) === '16'", within: .seconds(60))
    #expect(try page.evaluate(Self.output(of: "numbers")) == "4")
    #expect(try page.evaluate("document.querySelector('#cell-numbers pre.code').textContent.includes('10')"))
    #expect(try page.evaluate("document.querySelector('#cell-sum').classList.contains('changed')"))
    #expect(try page.scrollPosition == position)

    // What is inserted above moves the page, not what the reader looks at.
    let place = try page.evaluate("document.querySelector('#cell-sum').getBoundingClientRect().top", as: Double.self)
    try course.edit("counting", "# Counting\n", to: "# Counting\n\nA *new* paragraph.\n")
    try page.wait(for: "document.querySelector('main em')?.textContent === 'new'", within: .seconds(60))
    let moved =
      try page.evaluate("document.querySelector('#cell-sum').getBoundingClientRect().top", as: Double.self) - place
    // The window scrolls by whole pixels.
    #expect(abs(moved) < 1)
    #expect(page.navigations == 1)
    #expect(page.problems == [])
  }

  @Test("What does not compile stands at its cell, above the last output, until it is mended")
  func compilerError() throws {
    let course = try SmallCourse(["counting": Self.counting])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "counting", on: terminal)
    defer { program.interrupt() }
    let page = try Self.open(address, in: Browser())
    let errors = "document.querySelector('#cell-sum pre.errors')?.textContent ?? ''"

    try course.edit("counting", "numbers.reduce(0, +)", to: "numbers.reduse(0, +)")
    try page.wait(for: "(\(errors)).includes(\"no member 'reduse'\")", within: .seconds(60))
    #expect(try page.evaluate("document.querySelector('#cell-sum .output.earlier').textContent.trim()") == "6")
    #expect(try page.evaluate("document.querySelector('#cell-numbers pre.errors') === null"))
    #expect(try page.evaluate("document.documentElement.dataset.preview") == "failed")

    try course.edit("counting", "reduse", to: "reduce")
    try page.wait(
      for: "document.documentElement.dataset.preview === 'idle' && \(Self.output(of: "sum")) === '6'",
      within: .seconds(60))
    #expect(try page.evaluate("document.querySelector('pre.errors') === null"))

    // A trap, too, stands at its cell.
    try course.edit("counting", "numbers.reduce(0, +)", to: "numbers[7]")
    try page.wait(
      for: "document.querySelector('#cell-sum').textContent.includes('Index out of range')", within: .seconds(60))
    #expect(page.navigations == 1)
    #expect(page.problems == [])
  }

  @Test("An exercise is answered in the page, wrongly and rightly; the file and the page have the same text")
  func exercise() throws {
    let exercises = try String(
      contentsOf: CommandTests.root.appending(path: "Tests/CrashCourse/exercises.md"), encoding: .utf8)
    let course = try SmallCourse(["exercises": exercises])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "exercises", on: terminal)
    defer { program.interrupt() }
    let page = try Self.open(address, in: Browser())
    let verdict = "document.querySelector('#cell-largest .answer-verdict')"
    try page.wait(for: "document.querySelector('#cell-largest textarea')")

    func answer(_ code: String) throws {
      try page.click("#cell-largest textarea")
      try page.press(.character("a"), .control)
      try page.type(code)
      try page.press(.enter, .control)
    }
    try answer("func largest(_ numbers: [Int]) -> Int? { numbers.min() }")
    try page.wait(for: "\(verdict)?.matches('.fail')", within: .seconds(60))
    #expect(try page.evaluate("\(verdict).textContent.includes('that is the smallest')"))
    let file = course.url.appending(path: "Answers/exercises.md")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("numbers.min()"))

    try answer("func largest(_ numbers: [Int]) -> Int? { numbers.mex() }")
    try page.wait(for: "\(verdict)?.textContent.includes(\"no member 'mex'\")", within: .seconds(60))

    try answer("func largest(_ numbers: [Int]) -> Int? { numbers.max() }")
    try page.wait(for: "\(verdict)?.matches('.pass')", within: .seconds(60))
    let saved = try String(contentsOf: file, encoding: .utf8)
    #expect(saved.contains("numbers.max()"))

    // An editor changes the same text.
    try Data(saved.replacing("numbers.max()", with: "numbers.sorted().last").utf8).write(to: file, options: .atomic)
    try page.wait(
      for: "document.querySelector('#cell-largest textarea').value.includes('sorted().last')", within: .seconds(30))
    try page.wait(for: "\(verdict)?.matches('.pass')", within: .seconds(60))
    #expect(page.navigations == 1)
    #expect(page.problems == [])
  }

  @Test("A lesson that is deleted, renamed, added, unreadable or wrong while it is shown leaves its page readable")
  func files() throws {
    let course = try SmallCourse(["counting": Self.counting, "other": "# Other\n\nProse.\n"])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "counting", on: terminal)
    defer { program.interrupt() }
    let browser = try Browser()
    let pages = try [Self.open(address, in: browser), Self.open(address, in: browser)]
    let phase = "document.documentElement.dataset.preview"
    let said = "document.querySelector('.preview-status').textContent"

    // Two tabs follow one lesson.
    try course.edit("counting", "[1, 2, 3]", to: "[5]")
    for page in pages { try page.wait(for: "\(Self.output(of: "sum")) === '5'", within: .seconds(60)) }

    try course.edit("counting", "id=sum", to: "id=numbers")
    for page in pages {
      try page.wait(for: "\(phase) === 'failed' && \(said).includes('counting.md:')", within: .seconds(60))
    }
    #expect(try pages[0].evaluate(Self.output(of: "sum")) == "5")
    let text = try course.text("counting").replacing("id=numbers\nnumbers", with: "id=sum\nnumbers")
    try course.write(text, to: "counting")
    for page in pages { try page.wait(for: "\(phase) === 'idle'", within: .seconds(60)) }

    // A folder of the lesson's name cannot be read.
    try FileManager.default.removeItem(at: course.file("counting"))
    try FileManager.default.createDirectory(at: course.file("counting"), withIntermediateDirectories: false)
    for page in pages { try page.wait(for: "\(said).includes('not a regular file')", within: .seconds(30)) }
    #expect(try pages[0].evaluate(Self.output(of: "sum")) == "5")

    try FileManager.default.removeItem(at: course.file("counting"))
    for page in pages { try page.wait(for: "\(said).includes('gone')", within: .seconds(30)) }
    #expect(try pages[0].evaluate("document.querySelector('h1').textContent.includes('Counting')"))
    try course.write(text, to: "renamed")
    try pages[1].open(address.replacing("counting.html", with: "index.html"))
    try pages[1].wait(for: "document.body.innerText.includes('Counting')", within: .seconds(60))
    #expect(try pages[1].evaluate("document.querySelector('a[href*=\"renamed\"]') !== null"))

    try course.write(text, to: "counting")
    try pages[0].wait(for: "\(phase) === 'idle'", within: .seconds(60))
    #expect(pages[0].navigations == 1)
    #expect(pages[0].problems == [])
  }

  @Test("Nothing outside the pages is served, and nothing that a page asks for without the token is done")
  func outside() throws {
    let course = try SmallCourse(["counting": Self.counting])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "counting", on: terminal)
    defer { program.interrupt() }
    let page = try Self.open(address, in: Browser())
    for path in [
      "/Package.swift", "/Lessons/counting.md", "/counting.md", "/..%2fPackage.swift",
      "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "/..%5c..%5cetc", "/.build/debug/course", "/Answers/counting.md", "/-/save", "//etc/passwd",
      course.url.path + "/Package.swift",
    ] {
      #expect(try page.evaluate("fetch(location.origin + '\(path)').then(r => r.status)") == 404, "\(path)")
    }
    let post =
      "fetch('/-/tasks', { method: 'POST', body: '{\"lesson\": \"counting\"}', headers: { 'Content-Type': 'application/json'"
    #expect(try page.evaluate("\(post) } }).then(r => r.status)") == 403)
    #expect(
      try page.evaluate("\(post), 'Lessons-Token': localStorage.getItem('lessons-token') } }).then(r => r.status)")
        == 200)
    #expect(!FileManager.default.fileExists(atPath: course.url.appending(path: "Answers").path))
  }

  @Test("A hostile lesson runs nothing in its page, and loads nothing")
  func hostile() throws {
    let folder = try CourseFolder("hostile")
    let swift = try FakeSwift()
    try swift.setBuild(of: folder.url)
    let terminal = PseudoTerminal()
    let program = try Program("crash-course").start(
      ["preview", "hostile", "--no-open", "--port", "0"], in: folder.url, on: terminal.handle,
      environment: swift.environment)
    defer { program.interrupt() }
    try #require(terminal.waitForNext("press ctrl-C to stop"), "\(terminal.text)")
    let address = String(try #require(terminal.text.firstMatch(of: /http:\/\/\S+/)).0)
    let page = try Self.open(address, in: Browser())
    try page.wait(for: "document.querySelectorAll('.cell.waiting, .cell.running').length === 0")
    // Our script is the only one, and no element has a handler or a link that runs something.
    #expect(
      try page.evaluate("[...document.scripts].map(s => s.src.replace(location.origin, '')).join()") == "/-/preview.js")
    #expect(
      try page.evaluate(
        """
        [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a =>
          a.name.startsWith('on') || /^\\s*(javascript|vbscript):/i.test(a.value)).map(a => a.name).join()
        """) == "")
    let origin = try page.evaluate("location.origin", as: String.self)
    #expect(page.requests.filter { !$0.hasPrefix(origin + "/") && !$0.hasPrefix("data:") } == [])
    // Even if something got through, the policy would stop it.
    #expect(
      try page.evaluate(
        """
        (() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          return window.ran === undefined;
        })()
        """))
    #expect(page.navigations == 1)
  }

  @Test("SIGINT ends the preview while a page is open and a lesson runs; no process is left, and the page says so")
  func interrupted() throws {
    let mark = "lessons-test-\(UUID())"
    let course = try SmallCourse(["endless": "# Endless\n\n```swift-cell id=endless\nwhile true {}\n```\n"])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "endless", on: terminal, mark: mark)
    let page = try Browser().newPage()
    try page.open(address)
    try page.wait(for: "document.querySelector('#cell-endless').matches('.running')", within: .seconds(60))
    program.interrupt()
    program.waitOrKill()
    #expect(program.terminationReason == .exit || program.terminationStatus == SIGINT)
    #if os(Linux)
      let left = try Program.running().map(\.process).filter { process in
        let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
        return environment.range(of: Data(mark.utf8)) != nil
      }
      #expect(left == [])
    #endif
    try page.wait(
      for: "document.querySelector('.preview-status').textContent.includes('has ended')", within: .seconds(10))
  }

  @Test("A port that is taken is named, with what to do")
  func portTaken() throws {
    let course = try SmallCourse(["counting": Self.counting])
    let terminal = PseudoTerminal()
    let (program, address) = try Self.start(course, "counting", on: terminal)
    defer { program.interrupt() }
    let port = try #require(address.firstMatch(of: /127\.0\.0\.1:(\d+)/)).1
    let other = PseudoTerminal()
    let second = try course.start(["preview", "--no-open", "--port", "\(port)"], on: other)
    #expect(other.waitForNext("another program uses the port \(port)"))
    second.waitOrKill()
    #expect(second.terminationStatus == 1)
  }
}
