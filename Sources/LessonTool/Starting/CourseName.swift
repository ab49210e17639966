import Foundation

/// The name of a new course, from which those of its program, its module and its tests are made.
struct CourseName: Equatable {
  /// The name of the package, of its program, and of the target: `my-course`.
  let program: String

  /// Checks a name.
  ///
  /// - Throws: ``StartingFailure`` if Swift or SwiftPM would not accept it.
  init(_ text: String) throws(StartingFailure) {
    guard text.wholeMatch(of: /[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*/) != nil, text.utf8.count <= 64 else {
      throw .badName(text, suggestion: Self.suggestion(for: text))
    }
    if let use = TakenNames.use(of: text) { throw .takenName(text, use, suggestion: Self.suggestion(for: text)) }
    program = text
  }

  /// The words of the name, each as it is written.
  private var words: [Substring] { program.split { "-_".contains($0) } }

  /// The name of the test target: `MyCourseTests`.
  var tests: String { words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Tests" }

  /// The title of the course: `My course`.
  var title: String {
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Returns an acceptable name that is like another text.
  private static func suggestion(for text: String) -> String {
    let plain = text.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
    let words = plain.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    var name = String(words.joined(separator: "-").prefix(40))
    if name.last == "-" { name.removeLast() }
    if name.isEmpty { name = "my-course" }
    if name.first?.isNumber == true { name = "course-" + name }
    return TakenNames.use(of: name) == nil ? name : name + "-course"
  }
}
