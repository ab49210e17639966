import Foundation
import LessonFormat
import Testing

@Suite("A parsed lesson keeps every byte")
struct RoundTripTests {
  @Test("of each lesson of the course")
  func lessons() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Lessons").standardized
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for file in files where file.pathExtension == "md" {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(Lesson(parsing: bytes, file: file.lastPathComponent).rendered() == bytes)
    }
  }

  @Test("of documents made at random", arguments: 0..<20)
  func random(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    for _ in 0..<100 {
      let bytes = document(using: &random)
      let lesson = Lesson(parsing: bytes, file: "a.md")
      #expect(lesson.rendered() == bytes, "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      let lines = lesson.segments.flatMap { Array($0.lines) }
      #expect(lines == Array(1..<lesson.source.lineCount + 1), "seed \(seed)")
      #expect(lesson.problems.allSatisfy { $0.place.line >= 1 && $0.place.column >= 1 && !$0.message.isEmpty })
      _ = lesson.renderedProblems
    }
  }

  private static let pieces = [
    "# Title", "text", "", "", "```swift-cell id=a", "```swift-cell id=b throws=\"x", "```", "```", "````", "~~~",
    "~~~ swift cell id=c",
    "```output", "```output literal", "```output variant=v", "> ```swift-cell id=q", "- item", "  ```output",
    "    ```swift-cell",
    "---", "timeout: 3s", "<details>", "</details>", "<!--", "-->", "| a | b |", "|---|---|", "\tlet x = 1",
    "let y = \"é\u{1F44B}\"",
    "1. one", "***", "[a]: b", "\u{2028}", "&amp; \\* `code`", "```swift-cell `tick`", "Title\n===",
    "   ```swift-cell id=d",
  ]

  private func document(using random: inout SplitMix) -> [UInt8] {
    var bytes: [UInt8] = random.one(in: 8) ? [0xEF, 0xBB, 0xBF] : []
    let ends = [["\n"], ["\r\n"], ["\n", "\r\n", "\r"]][random.below(3)]
    let count = random.below(25)
    for index in 0..<count {
      bytes += Self.pieces[random.below(Self.pieces.count)].utf8
      if index < count - 1 || random.one(in: 2) { bytes += ends[random.below(ends.count)].utf8 }
    }
    if random.one(in: 10), !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
    return bytes
  }
}

/// A small generator of random numbers with a seed (Steele, Lea and Flood, 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func one(in count: Int) -> Bool { below(count) == 0 }
}
