import LessonFormat
import Testing

/// The lines of generated code with the files and lines that the compiler takes them for.
struct CompiledLines {
  struct Place: Hashable {
    var file: String
    var line: Int
  }

  private(set) var lines: [(text: Substring, place: Place)] = []

  init(_ source: String) {
    var place = Place(file: "generated", line: 1)
    for (index, text) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if text == "#sourceLocation()" {
        place = Place(file: "generated", line: index + 2)
      } else if text.hasPrefix("#sourceLocation(file: \"") {
        let parts = text.split(separator: "\"")
        place = Place(file: String(parts[1]), line: parts[2].split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0)
      } else {
        lines.append((text, place))
        place.line += 1
      }
    }
  }

  /// Returns the places of the lines that contain a text.
  func places(of text: String) -> [Place] { lines.filter { $0.text.contains(text) }.map(\.place) }

  /// Returns how often each block of a lesson occurs, by the name of its calls without the number, and expects their lines to be the lesson's.
  func countsOfLines(of lesson: Lesson) throws -> [String: Int] {
    var counts: [String: Set<Int>] = [:]
    for line in 1..<lesson.source.lineCount + 1 {
      let text = lesson.source.text(ofLine: line)
      guard let call = text.firstMatch(of: /([a-z]+)[0-9]\(\)/) else { continue }
      let places = places(of: String(call.0))
      #expect(places.allSatisfy { $0 == Place(file: lesson.file, line: line) }, "\(call.0): \(places)")
      if !places.isEmpty { counts[String(call.1), default: []].insert(places.count) }
    }
    return try counts.mapValues { try #require($0.count == 1 ? $0.first : nil) }
  }
}
