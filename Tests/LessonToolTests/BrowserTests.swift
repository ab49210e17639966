import Foundation
import Testing

/// A headless browser, if one is installed.
enum Browser {
  static let program: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"]
    let given = ProcessInfo.processInfo.environment["LESSONS_BROWSER"].map { [$0] } ?? []
    return (given + names.flatMap { name in folders.map { "\($0)/\(name)" } })
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Opens a page and returns its content after its scripts have run, and the messages of the browser's console.
  static func open(_ page: URL) throws -> (page: String, console: [String]) {
    let profile = page.deletingLastPathComponent().appending(path: "profile")
    let log = page.deletingLastPathComponent().appending(path: "log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = URL(filePath: program ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-dev-shm-usage", "--allow-file-access-from-files", "--enable-logging=stderr",
      "--user-data-dir=\(profile.path)",
      "--window-size=1400,1000", "--virtual-time-budget=20000", "--timeout=60000", "--dump-dom", page.absoluteString,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let console = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").filter { $0.contains("CONSOLE") }
    return (String(decoding: bytes, as: UTF8.self), console.map(String.init))
  }
}

@Suite("In a browser")
struct BrowserTests {
  /// The properties of a page at a width.
  private struct Finding: Decodable {
    var page: String
    var width: Int
    /// The width of the page, including parts that have to be scrolled to.
    var scrollWidth: Int
    /// The elements that extend beyond the window.
    var overflowing: [String]
    /// The size of the smallest text in figures, in pixels.
    var smallestText: Double
    var figures: Int
    /// The addresses of resources that were loaded in addition to the page.
    var requests: [String]
    var scripts: Int
    /// The number of drawings that a page holds in itself, and how many of them the browser cannot show.
    var drawings: Int
    var brokenDrawings: Int
  }

  @Test(
    "pages fit a window and a phone, load nothing else, run no scripts, and leave the console empty",
    .enabled(if: Browser.program != nil, "Chromium is not installed: install it with `make browser`"))
  func pages() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-browser-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let course = try Program("lessons").run(
      ["render", "--to", "html", "--variant", "stand-in", "-o", "\(folder.path)/course"], in: CommandTests.root)
    #expect(course.code == 0, "\(course.errors)")
    let hostile = try Program("crash-course").run(
      ["render", "hostile", "features", "exercises", "--to", "html", "-o", "\(folder.path)/crash"],
      in: CommandTests.root)
    #expect(hostile.code == 1, "\(hostile.errors)")
    let pages = try ["course", "crash"].flatMap { name in
      try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(name)").filter { $0.hasSuffix(".html") }
        .sorted()
        .map { "\(name)/\($0)" }
    }
    let lessons = try FileManager.default.contentsOfDirectory(atPath: CommandTests.root.appending(path: "Lessons").path)
    #expect(pages.count == lessons.count { $0.hasSuffix(".md") } + 1 + 4)
    let frames = folder.appending(path: "frames.html")
    try Data(Self.frames(pages).utf8).write(to: frames)

    let (page, console) = try Browser.open(frames)
    #expect(console == [])
    let json = try #require(page.firstMatch(of: /<pre id="findings">([^<]+)<\/pre>/)).1
    let text = json.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    let findings = try JSONDecoder().decode([Finding].self, from: Data(text.utf8))
    #expect(findings.count == 2 * pages.count)
    for finding in findings {
      #expect(finding.scrollWidth <= finding.width, "\(finding)")
      #expect(finding.overflowing == [], "\(finding)")
      #expect(finding.requests == [], "\(finding)")
      #expect(finding.scripts == 0, "\(finding)")
      #expect(finding.brokenDrawings == 0, "\(finding)")
      #expect(finding.figures == 0 || finding.smallestText >= 8, "\(finding)")
    }
    #expect(findings.reduce(0) { $0 + $1.figures } >= 2 * 8)
    #expect(findings.reduce(0) { $0 + $1.drawings } == 2)
  }

  /// Returns a page that opens the given pages in frames, one after the other, and lists their properties.
  private static func frames(_ pages: [String]) -> String {
    """
    <!DOCTYPE html><title>frames</title><body><script>
    const findings = [];
    async function look(page, width) {
      const frame = document.createElement("iframe");
      frame.style = `width: ${width}px; height: 800px; border: 0`;
      frame.src = page;
      document.body.append(frame);
      await new Promise(done => frame.onload = done);
      const document_ = frame.contentDocument, window_ = frame.contentWindow;
      const all = [...document_.body.querySelectorAll("*")];
      const scrolls = element => element.closest("pre, .table, .skip") !== null;
      findings.push({
        page, width,
        scrollWidth: document_.documentElement.scrollWidth,
        overflowing: all.filter(e => !scrolls(e) && e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 80)),
        smallestText: Math.min(99, ...[...document_.querySelectorAll("svg")].map(
          svg => 13 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)),
        figures: document_.querySelectorAll("figure svg").length,
        requests: window_.performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith("data:")),
        scripts: document_.querySelectorAll("script, iframe, object, embed, img:not([src^='data:image/svg+xml,']), [onclick], [onerror], [onload], [ontoggle]").length
          + document_.querySelectorAll("[href^='javascript' i], [href^='vbscript' i], [href^='data:text' i]").length,
        drawings: document_.images.length,
        brokenDrawings: [...document_.images].filter(image => !image.complete || image.naturalWidth === 0).length,
      });
      frame.remove();
    }
    (async () => {
      for (const page of \(pages)) for (const width of [1280, 390]) await look(page, width);
      const pre = document.createElement("pre");
      pre.id = "findings";
      pre.textContent = JSON.stringify(findings);
      document.body.append(pre);
    })();
    </script>
    """
  }
}
