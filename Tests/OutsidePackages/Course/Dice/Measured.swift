import Foundation
import LessonTool

/// Throws of a real die, one digit each, which everyone who takes the course throws and writes down.
enum Measured {
  private static let file = "Data/throws.txt"

  static var isMissing: Bool { !FileManager.default.fileExists(atPath: file) }

  /// The throws, or invented ones if there are none.
  static var throwsOrStandIn: [Int] {
    let text = try? String(contentsOfFile: file, encoding: .utf8)
    return (text ?? "352614").compactMap(\.wholeNumberValue)
  }
}

extension Need {
  static let measured = Need("measured", hint: "throw a die, and write the numbers into Data/throws.txt") {
    !Measured.isMissing
  }
}

extension StandIn {
  static let invented = StandIn(
    variant: "invented", notice: "Data/throws.txt is missing, so the lessons use invented throws"
  ) { Measured.isMissing }
}
