import Foundation
import Testing

@Suite("The page on courses")
struct CoursePageTests {
  private func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// Returns lines without their indentation, which depends on what is around them.
  private func lines(_ text: some StringProtocol) -> String {
    "\n"
      + text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }.joined(
        separator: "\n")
      + "\n"
  }

  @Test("shows only code of the courses outside, which `make outside` builds and runs, line for line")
  func examples() throws {
    let course = CommandTests.root.appending(path: "Tests/OutsidePackages/Course")
    let files = try FileManager.default.subpathsOfDirectory(atPath: course.path)
      .filter { [".swift", ".mustache", ".md"].contains(where: $0.hasSuffix) }
      .map { lines(try text(course.appending(path: $0))) }
    let page = try text(CommandTests.root.appending(path: "Documentation/Courses.md"))
    let blocks = page.matches(of: /(?m)^```(swift|html|markdown)\n((?s).*?)\n```$/).map { $0.2 }
    #expect(blocks.count > 12 && blocks.count == page.ranges(of: "\n```").count / 2)
    for block in blocks {
      #expect(files.contains { $0.contains(lines(block)) }, "\(block)")
    }
  }
}
