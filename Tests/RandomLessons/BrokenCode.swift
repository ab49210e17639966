/// A document with pieces of code, open brackets and strings among them, put in anywhere.
public struct BrokenCode {
  /// The document's bytes.
  public private(set) var bytes: [UInt8]

  /// Puts pieces of code into a document.
  public init(of document: [UInt8], using random: inout SplitMix) {
    bytes = document
    for _ in 0..<1 + random.below(4) {
      // Most lines are prose, so that the lines after an opening fence are preferred.
      let fences = bytes.indices.filter { bytes[$0...].starts(with: "cell id=".utf8) }
      var place = random.below(bytes.count + 1)
      if !fences.isEmpty, !random.one(in: 4) {
        let start = random.pick(fences)
        let line = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
        place = min(line + 1 + random.below(20), bytes.count)
      }
      bytes.insert(contentsOf: random.pick(Self.pieces).utf8, at: place)
    }
  }

  /// What people have typed when they are not ready yet, and what they seldom type.
  public static let pieces = [
    "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", "#\"", "\"#", "/*", "*/", "//", "#if", "#if os(Linux)\n",
    "\n#endif\n", "\n#else\n",
    "\\(", "\\", "`", "#/", "let", "let a = 1;", "import A", "import", "; import B; ", "@main ", "extension A {}\n",
    "x.", "f(",
    "\u{1F468}\u{200D}\u{1F469}", "e\u{301}", "\t", "\u{0}", "\"\\(x", "\n\n", "a;b", "operator", "await ",
    "func f() {\n",
  ]
}
