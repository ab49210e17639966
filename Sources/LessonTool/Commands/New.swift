import ArgumentParser
import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner

/// Creates a lesson to start from: `lessons new NN-name`.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Create a lesson to start from, which compiles, runs and passes as it is.")

  @Argument(help: "The lesson's name: lowercase letters and digits joined by hyphens, such as 06-my-lesson.")
  var name: String

  func run() throws {
    let course = CourseProgram.current.course
    guard let folder = course.lessonFolder, let root = course.root else {
      throw failure(Notice.noPackageForLesson)
    }
    guard name == Lesson.name(ofFile: "\(name).md") else {
      throw failure(LessonProblem(.badName(name), at: SourceLocation(line: 1)).message)
    }
    let prefix = folder.isEmpty ? "" : "\(folder)/"
    let path = "\(prefix)\(name).md"
    let text = Self.text(title: Self.title(of: name))
    let problems = Lesson(parsing: Array(text.utf8), file: path).problems
    guard problems.isEmpty else { throw failure(problems.map(\.message).joined(separator: "; ")) }
    if let taken = Self.lesson(numberedAs: name, in: Course.lessonFiles(in: "\(root)/\(folder)")) {
      throw failure("\(prefix)\(taken) already has that number: choose another")
    }
    try create("\(root)/\(path)", text, named: path)
    let invocation = CourseProgram.current.invocation()
    let program = invocation.builtProgram ?? invocation.program
    Terminal.write(
      "created \(path). Next: \(invocation.building), then `\(program) run \(name)` or `\(program) watch \(name)`.\n"
    )
  }

  /// Returns the file of another lesson with the same number, or nil if there is none.
  private static func lesson(numberedAs name: String, in files: [String]) -> String? {
    let number = name.prefix { $0.isNumber }
    return number.isEmpty ? nil : files.first { $0.prefix { $0.isNumber } == number && $0 != "\(name).md" }
  }

  private static func title(of name: String) -> String {
    let words = name.split(separator: "-").drop { $0.allSatisfy(\.isNumber) }.joined(separator: " ")
    return words.isEmpty ? "A lesson" : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Creates a file, but does not overwrite one.
  private func create(_ file: String, _ text: String, named path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: file), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw failure("\(path) already exists and was not changed: choose another name")
    } catch {
      throw failure("cannot write \(path): \(error.localizedDescription)")
    }
  }

  private func failure(_ message: String) -> ExitCode {
    Terminal.writeError(Diagnostic(message).text())
    return ExitCode(ExitStatus.invalidLesson)
  }

  private static func text(title: String) -> String {
    """
    # \(title)

    By the end of this lesson, you will be able to do something new. Say here what that is, and what the reader needs to know first.

    Explain why before you explain how, and end with a question that the cell answers. What is the sum of these numbers?

    ```swift-cell id=sum
    let numbers = [1, 2, 3]
    numbers.reduce(0, +)
    ```

    ```output
    6
    ```

    A cell can use everything that earlier cells declare. If you change one, the command `record` writes its new output into this file.

    ```swift-cell id=mean
    Double(numbers.reduce(0, +)) / Double(numbers.count)
    ```

    ```output
    2.0
    ```

    ## Exercise: the largest number

    Which of the numbers is the largest?

    ```swift-cell id=largest exercise
    func largest(_ numbers: [Int]) -> Int {
      todo("the largest of the numbers")
    }
    ```

    ```swift-check
    expect(largest(numbers), equals: 3, "3 is the largest of 1, 2 and 3")
    expect(largest([5, 4]), equals: 5, "the largest may come first", mistakes: [4: "that is the last one"])
    ```

    <details><summary>Hint</summary>

    Arrays have a method `max()`.

    </details>

    <details><summary>Solution</summary>

    ```swift-solution
    func largest(_ numbers: [Int]) -> Int { numbers.max()! }
    ```

    </details>

    """
  }
}
