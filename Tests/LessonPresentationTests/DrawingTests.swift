import Figures
import Foundation
import LessonFormat
import LessonRuntime
import Testing

@testable import LessonPresentation

@Suite("A course's own drawing")
struct DrawingTests {
  private static let xmlns = "xmlns=\"http://www.w3.org/2000/svg\""
  private static let svg =
    "<svg viewBox=\"0 0 9 9\" \(xmlns)>\n<!-- a -->\n<style>@media print { path { fill: red } }</style>"
    + "<path d=\"M0 0\" fill='#123'/><text x=\"1\">a &lt; b &amp; c &#x2014; 100% \"é\"</text></svg>\n"

  /// A type of a course.
  private struct Tree: FigureConvertible {
    var leaves: Int
    var figure: Figure {
      .drawing(Drawing("tree of \(leaves) leaves", svg: DrawingTests.svg, text: "┌┴┐\n1 2\n"))
    }
  }

  @Test("is printed as its alternative text, in one line")
  func summary() {
    #expect(Tree(leaves: 2).figure.summary == "[tree of 2 leaves]")
    #expect(Drawing("a\nb", svg: "").figure.summary == "[a b]")
    #expect(Drawing("a \u{1B}[31mb", svg: "").figure.caption == "a \u{FFFD}[31mb")
  }

  @Test("is its own SVG as a file, and an image by itself on a page, which its styles do not leave")
  func image() {
    let image = FigureSVG(Tree(leaves: 2).figure, isImage: true)
    #expect(image.text == Self.svg)
    #expect(
      image.html.wholeMatch(
        of: /<img src="data:image\/svg\+xml,[A-Za-z0-9._~:\/=;,()%-]*" alt="tree of 2 leaves" \/>\n/) != nil,
      "\(image.html)")
    let data = image.html.components(between: "xml,", and: "\"")
    #expect(data.removingPercentEncoding == Self.svg)
    let alternative = FigureSVG(.drawing(Drawing("\"><script>\u{1B}", svg: Self.svg))).html
    #expect(alternative.hasSuffix(" alt=\"&quot;&gt;&lt;script&gt;\u{FFFD}\" />\n"))
    let chart = FigureSVG(.lineChart(LineChart("t", [1, 2])))
    #expect(chart.html == chart.text)
  }

  @Test(
    "that could run or load something, or is not well-formed SVG, is not drawn",
    arguments: [
      ("<script>alert(1)</script>", "<script>"), ("<path onclick=\"alert(1)\"/>", "onclick"),
      ("<image href=\"https://example.org/a.png\"/>", "href"), ("<foreignObject/>", "<foreignObject>"),
      ("<!--><img src=x onerror=alert(1)>-->", "a comment without a beginning"), ("<path>", "</svg>"),
      ("<!---><script>-->", "a comment without a beginning"),
      ("a & b", "an & that is not written as &amp;"), ("a &nbsp; b", "an & that is not written as &amp;"),
      ("&#0;", "an & that is not written as &amp;"), ("&#+65;", "an & that is not written as &amp;"),
      ("&#x110000;", "an & that is not written as &amp;"),
      ("<path title=\"a & b\"/>", "an & that is not written as &amp;"), ("<path d='1' d='2'/>", "d twice"),
      ("<use xlink:href=\"#a\"/>", "xlink:href, whose prefix is not declared"), ("a ]]> b", "]]>"),
    ])
  func refused(_ inner: String, _ what: String) {
    let drawing = Drawing("t", svg: "<svg \(Self.xmlns)>\n\(inner)</svg>")
    #expect(FigureSVG.finding(in: drawing)?.what == what)
    let image = FigureSVG(.drawing(drawing))
    #expect(image.text.isEmpty && image.html.isEmpty)
  }

  @Test(
    "that is not one SVG document is not drawn",
    arguments: [
      ("", "no <svg>"), ("a drawing", "text outside of <svg>"),
      ("<svg/>", "a root that is not <svg xmlns=\"http://www.w3.org/2000/svg\">"),
      ("<g \(xmlns)/>", "a root that is not <svg xmlns=\"http://www.w3.org/2000/svg\">"),
      ("<svg \(xmlns)/><svg \(xmlns)/>", "a second root, <svg>"), ("<svg \(xmlns)/>x", "text outside of <svg>"),
      ("<svg \(xmlns)>\u{8}</svg>", "a control character"), ("<svg \(xmlns)>", "<svg> without an end"),
      ("<?xml version=\"1.0\" a=\"><script>\"?><svg \(xmlns)/>", "a > in <?xml"),
    ])
  func noDocument(_ svg: String, _ what: String) {
    #expect(FigureSVG.finding(in: Drawing("t", svg: svg))?.what == what)
  }

  @Test("is its text on a terminal, whose control characters are shown and whose lines end where the room does")
  func text() {
    func lines(_ text: String, room: Int = 76) -> [String] {
      FigureText(.drawing(Drawing("t", svg: "", text: text)), room: room, style: Style(colours: .sixteen)).lines
    }
    #expect(FigureText(Tree(leaves: 2).figure, style: .plain).lines == ["┌┴┐", "1 2"])
    #expect(lines("").isEmpty)
    #expect(lines("a\n\nb") == ["a", "", "b"])
    #expect(lines("\u{1B}[2Ja\u{202E}\tb\r\u{7}") == ["\u{FFFD}[2Ja\u{FFFD} b\u{FFFD}\u{FFFD}"])
    #expect(lines("日本語 abc\nab", room: 5) == ["日本 ", "ab"])
    #expect(lines(String(repeating: "x", count: 100)).map(\.count) == [Drawing.textWidth])
  }

  @Test("has limits, which `show` states")
  func limits() {
    #expect(Tree(leaves: 2).figure.excess == nil)
    #expect(
      Drawing("t", svg: String(repeating: "x", count: 1_000_001)).figure.excess
        == "the SVG of a drawing can have at most 1000000 bytes, not 1000001: draw fewer or simpler shapes")
    #expect(
      Drawing("t", svg: "", text: String(repeating: "x", count: 100_000)).figure.excess
        == "the texts of a drawing can have at most 100000 bytes, not 100001: shorten them")
    #expect(Drawing("t", svg: String(repeating: "x", count: 5000)).figure.byteCount > 5000)
  }
}

extension String {
  fileprivate func components(between start: String, and end: String) -> String {
    let rest = split(separator: start, maxSplits: 1).last ?? ""
    return String(rest.split(separator: end, maxSplits: 1).first ?? "")
  }
}
