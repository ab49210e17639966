import Foundation
import LessonFormat
import LessonRunner
import Testing

@testable import LessonTool

/// A file of answers to the crash course's lesson `exercises`.
private func answers(_ largest: String = "numbers.max()", mean: String = "2", median: Int? = nil) -> String {
  let boxes = (1...3).map { "[\($0 == median ? "x" : " ")] \($0)\n" }.joined()
  return """
    # Answers

    ```swift-cell id=largest
    func largest(_ numbers: [Int]) -> Int? {
      \(largest)
    }
    ```

    ```swift-cell id=mean
    func mean(_ numbers: [Int]) -> Double {
      \(mean)
    }
    ```

    ```question id=median
    \(boxes)```

    """
}

@Suite("Judging answers")
struct AnswersTests {
  /// Judges a file of answers, and returns the status and the message of each exercise.
  private func judge(
    _ text: String, options: [String] = [], name: String = "exercises.md"
  ) throws -> (verdicts: [String: String], output: String, code: Int32) {
    let folder = try CourseFolder("exercises")
    try Data(text.utf8).write(to: folder.url.appending(path: name))
    let result = try Program("crash-course").run(
      ["check", "--answers", name, "--format", "json"] + options, in: folder.url)
    var verdicts: [String: String] = [:]
    for line in result.output.split(separator: "\n") {
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let id = object["exercise"] as? String, let status = object["status"] as? String,
        let message = object["message"] as? String
      else { continue }
      verdicts[id] = message.isEmpty ? status : "\(status): \(message)"
    }
    return (verdicts, result.output + result.errors, result.code)
  }

  @Test(
    "of every kind has a verdict and a sentence",
    arguments: [
      ("numbers.max()", "solved"),
      ("numbers.min()", "not yet: “3 is the largest of 3, 1, 2”: expected 3, got 1: that is the smallest"),
      ("0", "not yet: “3 is the largest of 3, 1, 2”: expected 3, got 0"),
      ("max(0, numbers.max() ?? 0)", "not yet: “numbers may be negative”: expected -1, got 0: do not start from 0"),
      ("numbers.max() ?? 0", "not yet: “no numbers have no largest one”"),
      ("numbers.maxi()", "does not compile: value of type '[Int]' has no member 'maxi'"),
      ("numbers[0", "does not compile: '}' has no opening bracket in this cell: add one, or remove it"),
      ("numbers[7]", "crashed: Fatal error: Index out of range"),
      ("todo(\"the rest\")", "not yet: still to do: the rest"),
      ("while true {}", "took too long: still running after 1 s: does a loop never end?"),
      ("largest(numbers)", "crashed: stack overflow: a function calls itself endlessly"),
      ("print(\"hi\"); return numbers.max()", "solved"),
      (
        "let expect = 1; return expect",
        "does not compile: `expect` belongs to the exercise's check: choose another name"
      ),
      (
        "__lesson.show(1); return 1",
        "does not compile: names that begin with `__lesson` belong to the lesson's own code: choose another"
      ),
      ("todo(\"compare each number with the largest so far\")", "untouched: not answered yet"),
    ])
  func verdicts(_ code: String, _ expected: String) throws {
    let result = try judge(
      answers(code, mean: "Double(numbers.reduce(0, +)) / Double(numbers.count)", median: 2),
      options: ["--timeout", "1"])
    #expect(result.verdicts["largest"] == expected)
    // One answer does not hurt another.
    #expect(result.verdicts["mean"] == "solved")
    #expect(result.verdicts["median"] == "solved")
    #expect(result.code == (expected == "solved" ? 0 : 1))
  }

  @Test(
    "survives what an answer does to its process",
    arguments: [
      ("exit(0)", "crashed: it ended the program with exit code 0: remove the call of `exit`"),
      ("fork() == 0 ? sleep(60) : 0", "not yet"),
      (
        "for _ in 0..<40_000_000 { print(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\") }",
        "crashed: the cell printed more than 64 MiB"
      ),
      ("for i in 0..<100 { print(\"\\u{1E}\\(i) {}\") }", "not yet"),
      ("kill(getpid(), SIGKILL)", "crashed: the system killed the process"),
      ("_ = UnsafeMutableRawPointer(bitPattern: 8)!.load(as: Int.self)", "crashed: bad memory access"),
    ])
  func hostile(_ code: String, _ expected: String) throws {
    let text = answers("0").replacing(
      "func mean", with: "import Foundation\n_ = \(code.hasPrefix("for") ? "0; \(code)" : code)\nfunc mean")
    let result = try judge(text, options: ["--timeout", "20"])
    #expect(result.verdicts["mean"]?.hasPrefix(expected) == true, "\(result.output)")
    #expect(result.verdicts["largest"]?.hasPrefix("not yet: “3 is the largest") == true)
  }

  @Test(
    "refuses a file that it cannot read, with a sentence",
    arguments: [
      ("```swift-cell id=largest\nlet x = 1\n", "exercises.md:1:1: error: the `swift-cell` block is never closed"),
      (
        "```swift-cell id=largest\n```\n\n```swift-cell id=largest\n```\n",
        "exercises.md:4:15: error: the id 'largest' is already used on line 1"
      ),
      ("```swift-cell\n```\n", "exercises.md:1:4: error: a cell needs an id"),
    ])
  func refused(_ text: String, _ message: String) throws {
    let result = try judge(text)
    #expect(result.output.contains(message), "\(result.output)")
    #expect(result.code == 2)
  }

  @Test("refuses bytes that are not UTF-8, an unreadable file, and one that names no lesson")
  func unreadable() throws {
    let folder = try CourseFolder("exercises")
    try Data([0x23, 0xFF]).write(to: folder.url.appending(path: "exercises.md"))
    try FileManager.default.createDirectory(at: folder.url.appending(path: "a"), withIntermediateDirectories: true)
    try Data(answers().utf8).write(to: folder.url.appending(path: "a/alice.md"))
    let binary = try folder.run("check", "--answers", "exercises.md")
    #expect(binary.output.contains("exercises.md:1:2: error: this byte is not valid UTF-8"))
    let stranger = try folder.run("check", "--answers", "a")
    #expect(stranger.output.contains("a/alice.md:1:1: error: cannot tell which lesson this answers"))
    let missing = try folder.run("check", "--answers", "none")
    #expect(missing.errors == "error: there is no file or folder none\n")
    #expect([binary.code, stranger.code, missing.code] == [2, 2, 2])
  }

  @Test("imports what an answer imports, and reports what cannot be imported at its line")
  func imports() throws {
    let good = "import Foundation\n" + "func mean(_ numbers: [Int]) -> Double { pow(0, 0) }"
    let text = answers().replacing(/func mean[^`]*\n```/, with: "\(good)\n```")
    #expect(try judge(text).verdicts["mean"]?.hasPrefix("not yet: “the mean of 3, 1, 2 is 2”") == true)
    let bad = try judge(text.replacing("import Foundation", with: "import Nothing"))
    #expect(bad.verdicts["mean"] == "does not compile: no such module 'Nothing'")
  }

  @Test("tells an answer that its check cannot use from one that does not compile by itself")
  func changedSignature() throws {
    let text = answers().replacing(
      "func mean(_ numbers: [Int]) -> Double", with: "func mean(_ numbers: [Int]) -> String"
    )
    .replacing("  2\n", with: "  \"2\"\n")
    #expect(try judge(text).verdicts["mean"]?.hasPrefix("does not compile: the check cannot use this answer") == true)
  }

  @Test("of thirty learners has a JSON object and a JUnit case for each, although one never ends")
  func manyLearners() throws {
    let folder = try CourseFolder("exercises")
    for learner in 1...30 {
      let place = folder.url.appending(path: "handed-in/learner-\(learner)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      // Compiling takes most of the time, so that most learners have only ticked the question.
      let text =
        switch learner {
        case 7: answers("while true {}")
        case 8: answers("numbers.max()")
        default: "# Answers\n\n```question id=median\n[ ] 1\n[\(learner.isMultiple(of: 2) ? "x" : " ")] 2\n[ ] 3\n```\n"
        }
      try Data(text.utf8).write(to: place.appending(path: "exercises.md"))
    }
    let result = try folder.run(
      "check", "--answers", "handed-in", "--format", "json", "--junit", "report.xml", "--timeout", "1")
    #expect(result.code == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 91)
    #expect(lines.count { $0.contains("\"exercise\":\"median\"") && $0.contains("\"status\":\"solved\"") } == 14)
    #expect(lines.contains { $0.contains("learner-7/") && $0.contains("\"status\":\"took too long\"") })
    #expect(lines.contains { $0.contains("learner-8/") && $0.contains("\"status\":\"solved\"") })
    let report = try String(contentsOf: folder.url.appending(path: "report.xml"), encoding: .utf8)
    #expect(report.components(separatedBy: "<testsuite ").count == 31)
    #expect(report.components(separatedBy: "<testcase ").count == 91)
  }
}
