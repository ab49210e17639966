import Foundation
import SwiftLexing
import Testing

@testable import LessonPresentation

@Suite("The colours of web pages")
struct PageColourTests {
  @Test("are those of the terminal's palette", arguments: [Style.Background.light, .dark])
  func palette(_ background: Style.Background) throws {
    let file = URL(filePath: #filePath).appending(path: "../../../Sources/LessonPages/Templates/style.mustache")
      .standardized
    let parts = try String(contentsOf: file, encoding: .utf8).split(separator: "@media (prefers-color-scheme: dark)")
    let style = parts[background == .light ? 0 : 1]
    let roles: [(String, StyleRole)] = [
      ("ink", .syntax(.plain)), ("faint", .faint), ("link", .link), ("keyword", .syntax(.keyword)),
      ("type", .syntax(.type)), ("string", .syntax(.string)), ("number", .syntax(.number)), ("pass", .success),
      ("fail", .failure), ("skip", .warning),
    ]
    for (name, role) in roles {
      let colour = Palette.colour(of: role, on: background).hexadecimal
      #expect(style.contains("--\(name): \(colour);"), "\(name) \(colour)")
    }
  }
}
