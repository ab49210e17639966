import Foundation
import LessonFormat
import LessonPages
import LessonProse
import LessonRuntime
import Testing

@testable import LessonRunner

/// A lesson with an exercise and a question, in which each place has a word of its own.
private struct Course {
  var solution = "solutionWord"
  var hiddenCheck = "hiddenWord"
  var isFirstRight = true
  var verdict = Verdict.pass
  var showsSolutions = true

  private var text: String {
    """
    # T

    ## Exercise: titleWord

    ```swift-cell id=ex exercise
    starterWord()
    ```

    ```swift-check
    expect(checkWord)
    ```

    ```swift-check hidden
    expect(\(hiddenCheck))
    ```

    <details><summary>Hint: summaryWord</summary>

    hintWord

    </details>

    <details><summary>Solution: \(solution)Summary</summary>

    \(solution)Before

    ```swift-solution
    \(solution)Code()
    ```

    ### \(solution)Heading

    ![\(solution)Text](\(solution).png)

    </details>

    ```question id=qu
    questionWord `a  b`?

    [ ] firstWord
    [ ] secondWord
    ```

    <details><summary>Answer: \(solution)Answer</summary>

    ```answer
    [\(isFirstRight ? "x" : " ")] \(solution)First
    [\(isFirstRight ? " " : "x")] \(solution)Second
    ```

    \(solution)After

    </details>
    """
  }

  /// Returns the text of each file.
  func files(_ format: PageFormat) throws -> [String: String] {
    let lesson = Lesson(parsing: Array(text.utf8), file: "Lessons/a.md")
    #expect(lesson.problems == [])
    let compiled = CompiledLesson(expectedOf: lesson)
    let plan = try LessonPlan(lesson, compiled, selection: .all, needs: [], options: RunOptions())
    let results = [CellResult(cell: lesson.cells[0], pieces: [.text("\(solution)Printed\n")], verdict: verdict)]
    let page = try LessonPage(LessonRun(plan, results), for: format, among: ["a"], showsSolutions: showsSolutions)
    let pages = CoursePages(
      course: "C", program: "my-course", pages: [page], references: [page.reference()], templates: try Templates())
    let files = format.files(pages).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
    return Dictionary(uniqueKeysWithValues: files)
  }

  /// Returns the Markdown of a notebook's Markdown cells, or the page.
  func page(_ format: PageFormat) throws -> String {
    let text = try #require(try files(format)["a.\(format.suffix)"])
    guard format.name == "ipynb" else { return text }
    let notebook = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    return cells.compactMap { ($0["source"] as? [String])?.joined() }.joined(separator: "\n")
  }
}

@Suite("A page with exercises")
struct ExercisePagesTests {
  private static let formats = PageFormat.all.map(\.name)

  private func format(_ name: String) throws -> PageFormat { try #require(PageFormat.all.first { $0.name == name }) }

  @Test("shows what a learner is to do, and folds the rest", arguments: formats)
  func folds(_ name: String) throws {
    let page = try Course().page(format(name))
    for word in ["titleWord", "starterWord", "questionWord", "firstWord", "secondWord"] {
      #expect(try depth(of: word, in: page) == 0, "\(word)")
    }
    for word in [
      "checkWord", "hintWord", "solutionWordCode", "solutionWordBefore", "solutionWordHeading", "solutionWordFirst",
      "solutionWordSecond", "solutionWordAfter",
    ] {
      #expect(try depth(of: word, in: page) == 1, "\(word)")
    }
    for summary in [
      "Check", "Hint: summaryWord", "Solution: solutionWordSummary", "Answer: solutionWordAnswer",
    ] {
      #expect(page.contains("<details><summary>\(summary)</summary>\n"), "\(summary)")
    }
    for id in ["ex", "qu"] { #expect(page.contains("my-course practice a#\(id)")) }
    #expect(!page.contains("hiddenWord") && !page.contains("Printed"))
  }

  /// Returns the number of `<details>` around a word.
  private func depth(of word: String, in page: String) throws -> Int {
    let before = page[..<(try #require(page.firstRange(of: word), "\(word)")).lowerBound]
    return before.ranges(of: "<details>").count - before.ranges(of: "</details>").count
  }

  @Test("has empty lines around what is folded, where a code host needs them", arguments: ["markdown", "ipynb"])
  func emptyLines(_ name: String) throws {
    let page = try Course().page(format(name))
    #expect(
      page.contains(
        "\n<details><summary>Check</summary>\n\n``` swift\nexpect(checkWord)\n```\n\n</details>\n\n<details><summary>Hint"
      ))
    #expect(page.contains("\n1.  ✓ solutionWordFirst\n2.  ✗ solutionWordSecond\n\nsolutionWordAfter\n\n</details>\n"))
  }

  @Test("says how many exercises and questions the lesson has, on the index, too")
  func counts() throws {
    let files = try Course().files(.html)
    let counts = "<p class=\"tasks\">1 exercise, 1 question"
    #expect(files["index.html"]?.contains(counts + "</p>") == true)
    #expect(files["a.html"]?.contains(counts + ":\n<a href=\"#cell-ex\">ex</a>\n<a href=\"#cell-qu\">qu</a>") == true)
    #expect(files["a.html"]?.contains("<div class=\"question\" id=\"cell-qu\"") == true)
    #expect(files["a.html"]?.contains("<a href=\"#solutionwordheading\">") == false)
    #expect(try Course().page(.markdown).hasSuffix("\n*a: 1 pass; 1 exercise, 1 question*\n"))
  }

  @Test("without solutions has no solution, no hidden check and no answer in any file", arguments: formats)
  func withoutSolutions(_ name: String) throws {
    for verdict in [Verdict.pass, .toDo("solutionWordToDo"), .threw("hiddenWordThrown"), .skip(.slow)] {
      let files = try Course(verdict: verdict, showsSolutions: false).files(format(name))
      for (file, text) in files {
        for word in ["solutionWord", "solutionword", "hiddenWord", "Answer:", "✓ s", "✗ s"] {
          #expect(!text.contains(word), "\(file): \(word)")
        }
      }
      for word in ["starterWord", "checkWord", "hintWord", "questionWord", "firstWord", "secondWord"] {
        #expect(files.values.contains { $0.contains(word) }, "\(word)")
      }
      // Nothing depends on them, either.
      let other = Course(
        solution: "other", hiddenCheck: "another", isFirstRight: false, verdict: verdict, showsSolutions: false)
      #expect(try other.files(format(name)) == files)
    }
  }

  @Test("does not tell hidden checks if the exercise does not work", arguments: formats)
  func failing(_ name: String) throws {
    let files = try Course(verdict: .threw("hiddenWord")).files(format(name))
    #expect(!files.values.contains { $0.contains("hiddenWord") })
    #expect(files.values.contains { $0.contains("the exercise does not work") })
  }
}
