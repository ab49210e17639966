/// Finds lines that look like a cell's fence to a reader, but are none to Markdown.
struct LooseFences {
  private(set) var problems: [LessonProblem] = []

  init(source: SourceText, outline: MarkdownOutline, skipping frontMatter: Range<Int>) {
    var fences = outline.fences[...]
    var opaques = outline.opaques[...]
    var line = frontMatter.upperBound
    while line <= source.lineCount {
      while let fence = fences.first, fence.lines.upperBound <= line { fences.removeFirst() }
      while let opaque = opaques.first, opaque.lines.upperBound <= line { opaques.removeFirst() }
      if let fence = fences.first, fence.lines.contains(line) {
        line = fence.lines.upperBound
        continue
      }
      if let column = Self.columnOfFence(source.bytes[source.range(ofLine: line)]) {
        let kind: LessonProblem.Kind? =
          switch opaques.first(where: { $0.lines.contains(line) })?.kind {
          case .htmlComment: nil
          case .html: .fenceInHTML
          case .indentedCode: .indentedFence
          case nil: source.text(ofLine: line).utf8.last { $0 == UInt8(ascii: "`") } == nil ? nil : .backtickInInfoString
          }
        if let kind { problems.append(LessonProblem(kind, at: Place(line: line, column: column))) }
      }
      line += 1
    }
  }

  /// The column of a fence of three or more that `swift-cell` or `swift cell` follows.
  private static func columnOfFence(_ line: ArraySlice<UInt8>) -> Int? {
    let indent = line.prefix { $0.isBlank }
    guard let character = line[indent.endIndex...].first,
      character == UInt8(ascii: "`") || character == UInt8(ascii: "~")
    else { return nil }
    let run = line[indent.endIndex...].prefix { $0 == character }
    let info = line[run.endIndex...].drop { $0.isBlank }
    let names = ["swift-cell", "swift cell"].map { Array($0.utf8) }
    guard run.count >= 3, names.contains(where: { info.starts(with: $0) }) else { return nil }
    return run.startIndex - line.startIndex + 1
  }
}
