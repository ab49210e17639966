import Chromium
import Foundation
import Testing

@Suite("In a browser")
struct BrowserTests {
  /// The properties of a page at a width.
  private struct Finding: Decodable {
    /// The width of the page, including parts that have to be scrolled to.
    var scrollWidth: Int
    /// The elements that extend beyond the window.
    var overflowing: [String]
    /// The size of the smallest text in figures, in pixels.
    var smallestText: Double
    var figures: Int
    var scripts: Int
    /// The number of drawings that a page holds in itself, and how many of them the browser cannot show.
    var drawings: Int
    var brokenDrawings: Int
  }

  @Test(
    "pages fit a window and a phone, load nothing else, run no scripts, and leave the console empty",
    .enabled(if: Browser.program != nil, "\(Browser.isMissing)"))
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

    let page = try Browser().newPage()
    var (figures, drawings) = (0, 0)
    for name in pages {
      for width in [1280, 390] {
        try page.setWindow(width: width, height: 800)
        try page.open(folder.appending(path: name).absoluteString)
        let finding = try page.evaluate(Self.finding, as: Finding.self)
        #expect(finding.scrollWidth <= width, "\(name): \(finding)")
        #expect(finding.overflowing == [], "\(name): \(finding)")
        #expect(finding.scripts == 0, "\(name): \(finding)")
        #expect(finding.brokenDrawings == 0, "\(name): \(finding)")
        #expect(finding.figures == 0 || finding.smallestText >= 8, "\(name): \(finding)")
        figures += finding.figures
        drawings += finding.drawings
      }
    }
    #expect(figures >= 2 * 8)
    #expect(drawings == 2)
    #expect(page.messages == [])
    #expect(page.requests.count { !$0.hasPrefix("data:") } == 2 * pages.count)
  }

  /// An expression whose value is a ``Finding`` about the page.
  private static let finding = """
    (() => {
      const all = [...document.body.querySelectorAll("*")];
      const scrolls = element => element.closest("pre, .table, .skip") !== null;
      return {
        scrollWidth: document.documentElement.scrollWidth,
        overflowing: all.filter(e => !scrolls(e) && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)),
        smallestText: Math.min(99, ...[...document.querySelectorAll("svg")].map(
          svg => 13 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)),
        figures: document.querySelectorAll("figure svg").length,
        scripts: document.querySelectorAll("script, iframe, object, embed, img:not([src^='data:image/svg+xml,']), [onclick], [onerror], [onload], [ontoggle]").length
          + document.querySelectorAll("[href^='javascript' i], [href^='vbscript' i], [href^='data:text' i]").length,
        drawings: document.images.length,
        brokenDrawings: [...document.images].filter(image => !image.complete || image.naturalWidth === 0).length,
      };
    })()
    """
}
