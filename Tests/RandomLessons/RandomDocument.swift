/// Random Markdown made of everything that is hard to parse, with all kinds of newlines.
public struct RandomDocument {
  /// The document's bytes.
  public let bytes: [UInt8]

  /// Creates an arbitrary document, whose cells are mostly faulty.
  public init(using random: inout SplitMix) {
    var bytes: [UInt8] = random.one(in: 8) ? [0xEF, 0xBB, 0xBF] : []
    let ends = random.pick([["\n"], ["\r\n"], ["\n", "\r\n", "\r"]])
    let count = random.below(25)
    for index in 0..<count {
      let end = random.pick(ends)
      let piece =
        random.one(in: 30) ? RandomTask.brokenLines(using: &random).joined(separator: end) : random.pick(Self.pieces)
      bytes += piece.utf8
      if index < count - 1 || random.one(in: 2) { bytes += random.pick(ends).utf8 }
    }
    if random.one(in: 10), !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
    self.bytes = bytes
  }

  /// Creates a lesson, mostly without problems, in which every cell may have outputs.
  public init(lessonUsing random: inout SplitMix) {
    var bytes: [UInt8] = random.one(in: 8) ? [0xEF, 0xBB, 0xBF] : []
    let ends = random.pick([["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"], ["\r"]])
    var lines: [String] = random.one(in: 6) ? ["---", "timeout: 3s", "---", "# Title"] : ["# Title"]
    if random.one(in: 4) { lines += ["", "<!-- lessons: swift=compile tags=a -->"] }
    for index in 0..<1 + random.below(4) {
      for _ in 0..<random.below(4) { lines += ["", random.pick(Self.prose)] }
      if random.one(in: 6) { lines += ["", "````", "```swift-cell id=shown", "```", "````"] }
      if random.one(in: 6) {
        lines += [""] + random.pick([["```swift", "let y = 1", "```"], [" ~~~ swift x=y", "~~~"]])
      }
      lines += [""] + Self.cell("cell-\(index)", using: &random)
      for variant in Self.variants(using: &random) {
        if random.one(in: 2) { lines.append("") }
        if variant != nil, random.one(in: 3) { lines += ["<details><summary>More</summary>", ""] }
        lines += Self.output(variant: variant, using: &random)
      }
      if random.one(in: 4) { lines += [""] + RandomTask.lines("task-\(index)", using: &random) }
    }
    if random.one(in: 2) { lines += ["", random.pick(Self.prose)] }
    for (index, line) in lines.enumerated() {
      bytes += line.utf8
      if index < lines.count - 1 || random.one(in: 2) { bytes += random.pick(ends).utf8 }
    }
    self.bytes = bytes
  }

  /// Returns a line of output with numbers, characters that have a meaning in Markdown or in a comparison, and unusual Unicode.
  public static func outputLine(using random: inout SplitMix) -> String {
    var line = (0..<random.below(4)).map { _ in random.pick(words) }.joined(
      separator: random.pick([" ", "  ", "\t", ","]))
    if random.one(in: 12) { line += String(repeating: "`", count: 1 + random.below(6)) }
    if random.one(in: 20) { line = String(repeating: random.pick(["`", "~"]), count: 3 + random.below(4)) }
    if random.one(in: 10) { line += random.pick([" ", "\t", "   "]) }
    if random.one(in: 10) { line = random.pick([" ", "    ", "\t"]) + line }
    return line
  }

  private static func cell(_ id: String, using random: inout SplitMix) -> [String] {
    let fence = random.pick(["```", "````", "~~~"])
    let word = random.pick(["swift-cell", "swift cell"])
    let tolerance = random.pick(["", "", " tolerance=1e-2"])
    let indent = random.pick(["", "", " ", "   "])
    let code = (0..<random.below(4)).map { _ in random.pick(["let x = 1", "", "print(\"é\u{1F44B}\")", "  x"]) }
    return [indent + fence + random.pick(["", " "]) + word + " id=\(id)" + tolerance] + code + [indent + fence]
  }

  private static func variants(using random: inout SplitMix) -> [String?] {
    random.pick([[], [nil], [nil], [nil, "stand-in"], ["stand-in"], ["stand-in", nil]])
  }

  private static func output(variant: String?, using random: inout SplitMix) -> [String] {
    let fence = random.pick(["```", "```", "`````", "~~~~"])
    let indent = random.pick(["", "", "", "  "])
    let literal = random.pick(["", "", " literal"])
    let count = random.below(6)
    let lines = (0..<count).map { _ in indent + outputLine(using: &random) }.filter { line in
      let text = line.drop { $0 == " " }
      return !(text.count >= 3 && text.allSatisfy { $0 == fence.first || $0 == " " || $0 == "\t" })
    }
    return [indent + fence + "output" + literal + (variant.map { " variant=\($0)" } ?? "")] + lines + [indent + fence]
  }

  private static let words = [
    "1", "-0.5", "1.0000", "1e-3", "tensor([[", "...", "...,", "[..]", "true", "é", "\u{1F468}\u{200D}\u{1F469}",
    "e\u{301}",
    "\u{202E}x", "\u{200B}", "\u{2028}", "<b>", "&amp;", "\\", "|", "> q", "- i", "# h", "nan", "inf", "0x1F",
  ]

  private static let prose = [
    "text", "> a quote", "- item", "| a | b |", "1. one", "***", "<div>", "<!-- parked -->",
    "\u{1F44B} e\u{301} \u{202E}", String(repeating: "long ", count: 400), "`code`", "    indented", "[a]: b",
    "Title", "\ttab",
  ]

  private static let pieces = [
    "# Title", "text", "", "", "```swift-cell id=a", "```swift-cell id=b throws=\"x", "```", "```", "````", "~~~",
    "~~~ swift cell id=c", "```output", "```output literal", "```output variant=v", "> ```swift-cell id=q", "- item",
    "  ```output", "    ```swift-cell", "---", "timeout: 3s", "<details>", "</details>", "<!--", "-->", "| a | b |",
    "|---|---|", "\tlet x = 1", "let y = \"é\u{1F44B}\"", "1. one", "***", "[a]: b", "\u{2028}", "&amp; \\* `code`",
    "```swift-cell `tick`", "Title\n===", "   ```swift-cell id=d", "\u{FEFF}", "\u{0}", "\u{85}", "e\u{301}\u{200D}",
    String(repeating: "x", count: 3000), String(repeating: "> ", count: 40), String(repeating: "- ", count: 40),
    "```swift-cell id=a id=b output=ignore output=ignore needs= tags=a,b,", "~~~output", "\u{1B}[31m",
    "```swift-cell id=e exercise", "```swift check hidden", "~~~swift-check", "```swift-solution",
    "<details><summary>Hint</summary>",
    "<!-- lessons: swift=compile", "<!-- lessons: slow -->", "- <!-- lessons: slow -->", "```swift", "- ```swift",
    "```question id=q", "[ ] one", "- [x] two", "```answer", "<details><summary>Solution</summary>",
  ]
}
