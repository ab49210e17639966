import Testing

@testable import LessonFormat

@Suite("The tables of blocks and attributes")
struct AttributeTableTests {
  @Test("The page for authors describes each attribute of a cell, in the words that editors show")
  func documented() {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let page = SourceText((try? FileReader.bytes(of: "/\(root)/Documentation/Authors.md")) ?? [])
    let lines = (1..<page.lineCount + 1).map { page.text(ofLine: $0) }
    let table = lines.drop { !$0.hasPrefix("| attribute |") }.dropFirst(2).prefix { $0.hasPrefix("| `") }
    let rows = table.map { $0.replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 } }
    #expect(rows == CellAttributes.table.map { "| \($0.usage) | \($0.summary) |" })
  }

  @Test("Each block and attribute has a description, which begins with how it is written")
  func described() {
    for block in BlockDescription.all {
      #expect(block.summary.hasSuffix("."))
      for attribute in block.attributes + AttributeDescription.fileSettings {
        #expect(attribute.usage.hasPrefix("`\(attribute.name)") && !attribute.summary.isEmpty)
      }
    }
  }

  @Test("No two rows have the same name or spelling")
  func unique() {
    for names in [
      CellAttributes.table.map(\.name), ExpectedOutput.table.map(\.name), BlockKind.allSpellings,
    ] {
      #expect(Set(names).count == names.count)
    }
  }

  @Test("A block is recognized by each of its spellings")
  func spellings() {
    for spelling in BlockKind.allSpellings {
      let opening = FenceOpening(InfoString(Array("\(spelling) id=a".utf8)[...], at: SourceLocation(line: 1)))
      #expect(opening.kind?.spellings.contains(spelling) == true)
      #expect(opening.attributes.map(\.key) == ["id"] && opening.mistake == nil)
    }
  }

  @Test(
    "Of the attributes without a value, only those that affect the compiled code change its form",
    arguments: CellAttributes.table)
  private func compiledForm(_ attribute: Attribute<CellAttributes>) {
    guard attribute.arity != .value else { return }
    var cell = CellAttributes()
    #expect(attribute.apply(nil, &cell))
    #expect(
      (cell.compiledForm != CellAttributes().compiledForm)
        == ["throws", "file-scope", "exercise"].contains(attribute.name))
  }
}
