import Testing

@testable import LessonPresentation

@Suite("An SVG image")
struct HarmlessSVGTests {
  private static let svg = "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""

  private func finding(_ text: String) -> HarmlessSVG.Finding? { HarmlessSVG.finding(in: Array(text.utf8)) }

  @Test(
    "that is only a drawing is shown",
    arguments: [
      "<svg \(svg)/>",
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n<svg \(svg)></svg >\n",
      """
      <?xml version="1.0" encoding="utf-8" standalone="no"?>
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
        "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <svg \(svg) version="1.1">
       <metadata><rdf:RDF xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <cc:Work><cc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
       <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
       <g clip-path="url(#p1)" style="fill: url('#a')"><path d="M 0 0 L 1 1" id='a'/><use xlink:href="#a"/></g>
       <image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="1"/><text x="1">a &lt; b &#8212; c</text>
      </svg>
      """,
      "<svg \(svg) xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://i.example/\"><i:view i:zoom=\"1\"/></svg>",
    ])
  func harmless(_ text: String) {
    #expect(finding(text) == nil)
  }

  @Test(
    "that could run or load something is not shown",
    arguments: [
      ("<script>alert(1)</script>", "<script>"), ("<g onload=\"alert(1)\"/>", "onload"),
      ("<g\nONLOAD='alert(1)'/>", "ONLOAD"),
      ("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>", "<foreignObject>"),
      ("<a href=\"javascript:alert(1)\"/>", "href"),
      ("<use xlink:href=\"https://example.org/a.svg#b\"/>", "xlink:href"),
      ("<image href=\"data:image/svg+xml,x\"/>", "href"), ("<use href=\"&#106;avascript:alert(1)\"/>", "href"),
      ("<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>", "attributeName"), ("<set/>", "<set>"),
      ("<style>@import 'https://example.org'</style>", "a style that loads something"),
      ("<style>a{fill:url(https://example.org)}</style>", "a style that loads something"),
      ("<style>a{fill:url<!-- -->(https://example.org)}</style>", "markup in a <style>"),
      ("<style>&#64;import 'https://example.org'</style>", "a style that loads something"),
      ("<g style=\"fill:u\\72l(https://example.org)\"/>", "style"),
      ("<g fill=\"url( 'https://example.org')\"/>", "fill"),
      ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>", "<x:script>"),
      ("<g xmlns=\"http://www.w3.org/1999/xhtml\"><img/></g>", "xmlns"),
      ("<g xml:base=\"https://example.org\"/>", "xml:base"),
      ("<![CDATA[<script>]]>", "<![CDATA[<script"), ("<?xml-stylesheet href=\"a\"?>", "<?xml-stylesheet"),
      ("<g a=b/>", "<g"),
      ("<g a=\"", "a tag without an end"), ("<g>", "</svg>"), ("<!-- a -- b -->", "a comment with two hyphens"),
      ("<!-- a", "a comment without an end"),
    ])
  func active(_ inner: String, _ what: String) {
    #expect(finding("<svg \(Self.svg)>\n\(inner)</svg>") == HarmlessSVG.Finding(line: 2, what: what))
  }

  @Test("whose entities or encoding could hide something is not shown")
  func hidden() {
    #expect(finding("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg \(Self.svg)/>")?.what == "a DOCTYPE with declarations")
    #expect(finding("<?xml version=\"1.0\" encoding=\"utf-7\"?><svg \(Self.svg)/>")?.what == "the encoding utf-7")
    #expect(HarmlessSVG.finding(in: [0xFF, 0xFE, 0x3C, 0x00])?.what == "text that is not UTF-8")
    #expect(finding("<svg \(Self.svg)>")?.what == "<svg> without an end")
  }
}
