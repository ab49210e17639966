import LessonTangle
import SwiftLexing

/// The brackets of Swift code, each with the number of those around it.
struct Brackets {
  private let tokens: [SwiftToken]?

  init(_ code: String) { tokens = try? SwiftLexer.tokens(of: code, followingConditions: true) }

  /// Whether each bracket is closed, and so is each string, comment and condition.
  var areBalanced: Bool { tokens != nil }

  /// The depth of each call of a function with a given name.
  func depths(of name: String) -> [Int] { tokens?.filter { $0.text == name }.map(\.depth) ?? [] }
}

/// The positions at which a text stands.
struct Places {
  private(set) var all: [TextPosition] = []

  init(of text: String, in source: String) {
    for (number, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for range in line.ranges(of: text) {
        all.append(TextPosition(line: number, character: line[..<range.lowerBound].utf16.count))
      }
    }
  }
}
