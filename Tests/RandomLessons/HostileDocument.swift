/// Random Markdown that tries to have markup of its own on a page: scripts, handlers, addresses that run something or load something.
public struct HostileDocument {
  /// The document's text.
  public let text: String

  /// Creates a document from a random choice of pieces, some of them changed at random.
  public init(using random: inout SplitMix) {
    var text = ""
    for _ in 0..<2 + random.below(12) {
      text += Self.piece(using: &random)
      text += random.pick(["", "", " ", "\n", "\n", "\n\n", "\n\n", "\n    ", "\n> ", "\n- ", "\t"])
    }
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<random.below(4) where !scalars.isEmpty {
      let place = random.below(scalars.count)
      switch random.below(4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(contentsOf: random.pick(Self.marks).unicodeScalars, at: place)
      case 2: scalars[place] = random.pick(Array("<>&`~*_[]()!|\\\"\n #:-".unicodeScalars))
      default: scalars.insert(contentsOf: scalars[place..<min(scalars.count, place + random.below(20))], at: place)
      }
    }
    self.text = String(String.UnicodeScalarView(scalars))
  }

  /// Returns a piece, perhaps with something hostile in it and perhaps in a container.
  private static func piece(using random: inout SplitMix) -> String {
    var piece = random.pick(pieces)
    if let place = piece.firstRange(of: "@@") {
      piece.replaceSubrange(place, with: written(random.pick(payloads), using: &random))
    }
    switch random.below(10) {
    case 0: return "> " + piece
    case 1: return "- " + piece
    case 2: return "1. " + piece + "\n   - " + piece
    case 3: return "| " + piece + " | b |\n|---|---|\n| " + piece + " | `x` |\n"
    default: return piece
    }
  }

  /// Returns a text as it is, or with some of its characters written differently.
  private static func written(_ text: String, using random: inout SplitMix) -> String {
    let way = random.below(8)
    return text.unicodeScalars.map { scalar in
      switch way {
      case 0: "&#\(scalar.value);"
      case 1 where random.one(in: 3): "&#x\(String(scalar.value, radix: 16));"
      case 2 where scalar == "<": "&lt;"
      case 2 where scalar == ">": "&gt;"
      case 3 where !(scalar.properties.isAlphabetic || scalar == " "): "\\\(scalar)"
      case 4 where random.one(in: 6): "\(scalar)" + random.pick(marks)
      default: String(scalar)
      }
    }.joined()
  }

  /// Returns a lesson with an exercise and a question that have a text in each of their places.
  ///
  /// The word FOLDED stands only where pages fold it.
  public static func tasks(_ text: String) -> String {
    """
    # \(text)

    ## Exercise: \(text)

    \(text)

    ```swift-cell id=a exercise
    // \(text)
    ```

    ```swift-check
    // FOLDED \(text)
    ```

    <details><summary>Hint \(text)</summary>

    FOLDED \(text)

    </details>
    <details open><summary>Solution \(text)</summary>

    \(text) FOLDED

    ```swift-solution
    // FOLDED \(text)
    ```

    - \(text) FOLDED

    </details>

    ```question id=q
    \(text)
    [ ] \(text)
    [ ] b \(text)
    ```

    <details \(text)><summary>Answer \(text)</summary>

    ```answer
    [x] FOLDED \(text)
    [ ] \(text) FOLDED
    ```

    \(text) FOLDED

    </details>
    """
  }

  public static let payloads = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "[click](javascript:alert(1))",
    "![](//example.org/t.png)", "![](http://example.org/t.png)", "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe src=\"//example.org\">", "</pre></div><script>alert(1)</script>", "\" onmouseover=\"alert(1)",
    "<https://example.org/><script>", "javascript:alert(1)", "<b onclick=alert(1)>x</b>",
    "<style>@import '//example.org'",
    "<meta http-equiv=refresh content=\"0;url=//example.org\">", "<!--><script>alert(1)</script>-->",
    "data:text/html,<script>",
    "<details open ontoggle=alert(1)>", "$$<script>alert(1)</script>$$", "\\begin{a}<script>alert(1)</script>\\end{a}",
  ]

  private static let pieces = [
    "@@", "text @@ text", "*@@*", "**@@**", "~~@@~~", "~<!-- c -->~~@@~~~", "*<!-- c --> @@*", "`@@`", "``@@ ` @@``",
    "`$$` @@ `$$`",
    "$x `$` `@@` `$`", "# @@", "## @@ {onclick=alert(1)}", "@@\n===", "[a](<@@>)", "[a](y \"@@\")", "[@@](y)",
    "![@@](a.png \"@@\")",
    "[r]: @@\n\n[r]", "[r]: y '@@'\n\n[r] ![r]", "http&#58;//x@@", "https://example.org/@@", "<https://example.org/@@>",
    "www.example.org/@@",
    "<!-- c -->@@", "<!-- c\n\n -->@@", "<!-- @@ -->", "<b>@@</b>", "<b><!-- c -->@@</b>", "<br/>@@", "<kbd\n>@@</kbd>",
    "<code>@@</code>",
    "<details><summary>@@</summary>", "<details>\n\n@@\n\n</details>", "<details>\n@@\n</details>", "</details>",
    "<summary>@@</summary>",
    "<div>@@</div>", "<pre>@@</pre>", "<script>\n@@\n</script>", "<?php @@ ?>", "<![CDATA[@@]]>", "<!DOCTYPE @@>",
    "```@@\n@@\n```", "```mermaid\n@@\n```", "``` {=html}\n@@\n```", "~~~ a&#10;```&#10;~~~\n@@\n~~~",
    "~~~~\n```\n@@\n~~~~", "````\n```\n@@\n````",
    "    @@", "\t@@", "```\n@@", "~~~\n@@", "$$", "\\begin{a}", "\\\\[", "a | b\n:--|--\n@@ | `x\\|@@`",
    "| ~~`x\\|@@`~~ |\n|---|\n| <!-- c --> @@ |",
    "&lt;@@&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&amp;lt;@@", "a&#10;&#10;@@", "a&#10;```&#10;@@",
    "    &#10;- @@",
    "[x](y \"a&#10;&#10;@@\")", "\\<@@", "\\`@@`", "- [ ] @@", "- [x] @@\n\n      @@", "> > - > @@", "1) @@\n2) @@",
    "***", "---", "{% raw %}@@",
    "[^1]: @@", "[^1]", ":::{raw} html\n@@\n:::", "!!! note\n    @@", "\u{D4E}\"@@", "# \u{D4E}\"\u{D4E}>@@",
    "```swift-cell id=a exercise\n@@\n```\n\n```swift-check\nexpect(1)\n```",
    "```swift-cell id=a exercise\n```\n\n```swift-check\n@@\n```\n\n", "```swift-check\n@@\n```",
    "<details><summary>Hint @@</summary>\n\ntext\n\n</details>\n",
    "<details><summary>Hint</summary>\n\n@@\n\n</details>\n",
    "<details><summary>Hint</summary>\n@@\n</details>", "```swift-solution\n@@\n```",
    "<details><summary>Solution</summary>\n\n@@\n\n```swift-solution\nx\n```\n\n</details>\n",
    "<details @@>\n\n```swift-solution\nx\n```\n\n</details>\n",
    "```question id=q\n@@\n[ ] a\n[ ] b\n```\n", "```question id=q\ntext\n[ ] @@\n[ ] b\n```\n",
    "```question id=q\n[ ] a\n[ ] b\n```\n\n<details><summary>Answer</summary>\n\n```answer\n[x] @@\n[ ] b\n```\n\n</details>\n",
    "```answer\n[x] @@\n[ ] b\n```\n\n@@",
    "\u{600}@@", "\u{1B}[31m@@", "\u{202E}@@",
    "&#x202e;@@", "&#0;@@", "\u{2028}@@", "\u{85}@@", "a\r@@", "Text. ", "Some *plain* `code`.", "",
  ]

  private static let marks = [
    "\u{301}", "\u{D4E}", "\u{600}", "\u{200D}", "\u{202E}", "\u{0}", "\t", "\n", "\\", "<!-- c -->", "&#10;", "&Tab;",
    "`", "$$",
  ]
}
