extension LessonParser {
  mutating func readExample(_ fence: MarkdownOutline.Fence) {
    let block = Fence(fence)
    examples.append(Example(fence: block, code: source.text(ofLines: block.contentLines)))
  }

  /// Reads what the file's comments say of all its cells.
  mutating func readSettings() {
    var reader = AttributeReader(FileSettings.table, of: "a comment for the whole file")
    for block in outline.opaques where block.kind == .htmlComment {
      guard let comment = SettingsComment(onLine: block.lines.lowerBound, of: source) else { continue }
      guard block.inMargin else {
        report(.settingsInContainer, at: comment.location)
        continue
      }
      for fault in comment.faults { report(.malformedAttribute(fault.text), at: fault.location) }
      for word in comment.words { reader.read(word, into: &settings) }
    }
    problems += reader.problems
  }
}
