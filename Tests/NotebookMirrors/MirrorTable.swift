import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime

/// Runs the mirrors and reports for each output of the notebooks how close ours is.
struct MirrorTable {
  private let course: Course

  init(_ course: Course) { self.course = course }

  /// How close an output is to the notebook's.
  private enum Closeness {
    case exact
    /// Equal as far as the export shows, which cuts off each output after 1,000 characters.
    case exactAsShown
    case near(ulps: Int)
    case equalBut(String)
    case not(String)

    var text: String {
      switch self {
      case .exact: "exact"
      case .exactAsShown: "exact, as far as the export shows"
      case .near(let ulps): "within \(ulps) ulp"
      case .equalBut(let what): "equal but for \(what)"
      case .not(let why): "not: \(why)"
      }
    }
  }

  /// Why an output cannot equal the notebook's, by the tag of its cell.
  private static let reasons = [
    "download-log": "a download's log, with times and speeds",
    "lost-session": "the session that printed it is lost",
  ]

  func printAndExit() -> Never {
    print("| notebook | cell | result |\n|---|---|---|")
    var counts: [String: Int] = [:]
    var hasFailed = false
    for compiled in course.lessons {
      do {
        let plan = try course.plan(compiled, options: RunOptions())
        for result in Runner().run(plan, handle: { _ in }) {
          let closeness = closeness(of: result)
          counts[closeness.text.prefix { $0 != " " && $0 != ":" && $0 != "," }.description, default: 0] += 1
          hasFailed = hasFailed || result.verdict != .pass
          let name = plan.lesson.name.drop { !$0.isNumber }
          print("| \(name) | \(result.cell.id.replacing("cell-", with: "")) | \(closeness.text) |")
        }
      } catch {
        FileHandle.standardError.write(Data(error.message(Invocation(program: "notebook-mirrors")).utf8))
        hasFailed = true
      }
    }
    let total = counts.values.reduce(0, +)
    print(
      "\n\(total) outputs: "
        + counts.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    exit(hasFailed ? 1 : 0)
  }

  private func closeness(of result: CellResult) -> Closeness {
    guard result.verdict == .pass else { return .not(result.message) }
    let attributes = result.cell.attributes
    for tag in attributes.tags {
      if let reason = Self.reasons[tag] { return .not(reason) }
      if tag == "address" { return .equalBut("an address in memory") }
    }
    let expected = result.cell.output(variant: nil)?.text ?? ""
    if attributes.tolerance != nil {
      let ulps = zip(Self.numbers(expected), Self.numbers(result.output)).map {
        abs(Int($0.bitPattern) - Int($1.bitPattern))
      }
      let farthest = ulps.max() ?? 0
      return farthest == 0 ? .exact : .near(ulps: farthest)
    }
    return expected.contains("[..]") || expected.hasSuffix("...\n") ? .exactAsShown : .exact
  }

  /// Returns the numbers with a decimal point in a text, as float32.
  private static func numbers(_ text: String) -> [Float] {
    text.split { $0.isWhitespace }.filter { $0.contains(".") }.compactMap { Float($0) }
  }
}
