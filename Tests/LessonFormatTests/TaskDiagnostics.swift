// The problems of exercises and questions, for `DiagnosticsTests`.

private let cell = "```swift-cell id=a\nlet x = 1\n```\n"
private let exercise = "```swift-cell id=e exercise\nf()\n```\n\n"
private let check = "```swift-check\nexpect(f(), \"f\")\n```\n\n"
private let question = "```question id=q\n[ ] one\n[ ] two\n```\n\n"
private let answer = "```answer\n[x]\n[ ] no\n```\n"
private let solution = "```swift-solution\nf()\n```\n"

private func folded(_ block: String) -> String { "<details><summary>Solution</summary>\n\n\(block)\n</details>\n\n" }

let exerciseCases = [
  DiagnosticsCase(
    "a hidden exercise", "# T\n\n```swift-cell id=e exercise 👉hidden\n```\n\n\(check)\(folded(solution))",
    "an exercise cannot be `hidden`, because its reader has to see it"),
  DiagnosticsCase(
    "an exercise that throws", "# T\n\n```swift-cell id=e 👉throws=\"x\" exercise\n```\n\n\(check)\(folded(solution))",
    "an exercise cannot have `throws`: let its check expect the error"),
  DiagnosticsCase(
    "an exercise at file scope", "# T\n\n```swift-cell id=e exercise 👉file-scope\n```\n\n\(check)\(folded(solution))",
    "an exercise cannot have `file-scope`, because its check would not see what it declares"),
  DiagnosticsCase(
    "an exercise without a check", "# T\n\n👉\(exercise)\(folded(solution))",
    "this exercise has no check: add a `swift-check` block"
  ),
  DiagnosticsCase(
    "an exercise without a solution", "# T\n\n👉\(exercise)\(check)",
    "this exercise has no solution: add a `swift-solution` block"),
  DiagnosticsCase(
    "an exercise with neither", "# T\n\n👉👉\(exercise)\(cell)", "this exercise has no check",
    "this exercise has no solution"),
  DiagnosticsCase(
    "a check of a plain cell", "# T\n\n\(cell)\n```👉swift check\n```\n",
    "this `swift-check` does not follow an exercise"),
  DiagnosticsCase(
    "a check without a cell", "# T\n\n```👉swift-check\n```\n", "does not follow an exercise: put it after one"),
  DiagnosticsCase(
    "a solution of a plain cell", "# T\n\n\(cell)\n<details>\n\n```👉swift-solution\n```\n\n</details>\n",
    "this `swift-solution` does not follow an exercise"),
  DiagnosticsCase(
    "a check after the next cell",
    "# T\n\n\(exercise)\(check)\(folded(solution))\(cell)\n```👉swift-check\n```\n", "does not follow an exercise"),
  DiagnosticsCase(
    "a check after a question",
    "# T\n\n\(exercise)\(check)\(folded(solution))\(question)\(folded(answer))```👉swift-check\n```\n",
    "does not follow an exercise"),
  DiagnosticsCase(
    "two solutions", "# T\n\n\(exercise)\(check)\(folded(solution))\(folded("```👉swift-solution\n```\n"))",
    "the exercise already has a solution, on line 13: keep one"),
  DiagnosticsCase(
    "a check after the solution", "# T\n\n\(exercise)\(check)\(folded(solution))```👉swift-check\n```\n",
    "this check comes after the exercise's solution, on line 13: move it before that"),
  DiagnosticsCase(
    "an output of an exercise", "# T\n\n\(exercise)```👉output\n1\n```\n\n\(check)\(folded(solution))",
    "an exercise has no `output`: let its check say what is right"),
  DiagnosticsCase(
    "an output of a solution", "# T\n\n\(exercise)\(check)\(folded(solution))```👉output\n1\n```\n",
    "an exercise has no `output`"),
  DiagnosticsCase(
    "a solution that is not folded", "# T\n\n\(exercise)\(check)👉\(solution)",
    "everyone sees this answer at once: fold it, with `<details><summary>Solution</summary>`"),
  DiagnosticsCase(
    "a solution that only a quote seems to fold",
    "# T\n\n\(exercise)\(check)> <details>\n\n👉\(solution)\n> </details>\n",
    "everyone sees this answer at once"),
  DiagnosticsCase(
    "a fold that is not closed",
    "# T\n\n\(exercise)\(check)👉<details><summary>Solution</summary>\n\n\(solution)",
    "this `<details>` is never closed: add `</details>`"),
  DiagnosticsCase(
    "a hint that is not closed",
    "# T\n\n\(exercise)\(check)👉<details><summary>Hint</summary>\n\nHint.\n\n\(folded(solution))",
    "this `<details>` is never closed"),
  DiagnosticsCase(
    "a solution in a list", "# T\n\n👉\(exercise)\(check)- item\n\n  ```👉swift-solution\n  ```\n",
    "this exercise has no solution",
    "the `swift-solution` block cannot be inside a list"),
  DiagnosticsCase(
    "a solution directly below its summary",
    "# T\n\n👉\(exercise)\(check)<details>\n👉```swift-solution\n```\n</details>\n", "no solution", "inside an HTML block"
  ),
  DiagnosticsCase(
    "a misspelt check", "# T\n\n👉\(exercise)```👉swift-chek\n```\n\n\(folded(solution))", "no check",
    "did you mean `swift-check`?"),
  DiagnosticsCase(
    "a misspelt solution", "# T\n\n👉\(exercise)\(check)```👉swift solutoin\n```\n", "no solution",
    "unknown block `swift solutoin`: did you mean `swift solution`?"),
  DiagnosticsCase(
    "a check and a solution of a misspelt exercise",
    "# T\n\n```👉swift-cel id=e exercise\n```\n\n\(check)\(solution)", "did you mean `swift-cell`?"),
  DiagnosticsCase(
    "an unclosed check", "# T\n\n👉\(exercise)👉```swift-check\nx\n", "no solution",
    "the `swift-check` block is never closed"),
  DiagnosticsCase(
    "an unknown attribute of a check", "# T\n\n\(exercise)```swift-check 👉hiden\n```\n\n\(folded(solution))",
    "unknown attribute 'hiden': did you mean `hidden`?"),
  DiagnosticsCase(
    "an attribute of a solution",
    "# T\n\n\(exercise)\(check)\(folded("```swift-solution 👉id=e\n```\n"))",
    "unknown attribute 'id': a solution takes no attributes"),
]

let questionCases = [
  DiagnosticsCase(
    "a question with one choice", "# T\n\n```👉question id=q\nWhat?\n[ ] one\n```\n\n\(folded("```answer\n[x]\n```\n"))",
    "a question needs at least two choices: write each on a line that begins with `[ ]`"),
  DiagnosticsCase(
    "a ticked choice", "# T\n\n```question id=q\n[ ] one\n👉[X] two\n```\n\n\(folded(answer))",
    "the choices of a question are not ticked: tick the right one in its `answer` block"),
  DiagnosticsCase(
    "a question without an answer", "# T\n\n👉\(question)", "this question has no answer: add an `answer` block"),
  DiagnosticsCase(
    "an answer without a question", "# T\n\n```👉answer\n[x]\n[ ] no\n```\n", "this `answer` does not follow a question"),
  DiagnosticsCase(
    "an answer after the next cell", "# T\n\n👉\(question)\(cell)\n```👉answer\n[x]\n[ ] no\n```\n",
    "this question has no answer",
    "this `answer` does not follow a question"),
  DiagnosticsCase(
    "two answers", "# T\n\n\(question)\(folded(answer))\(folded("```👉answer\n[x]\n[ ] no\n```\n"))",
    "the question already has an answer, on line 10: keep one"),
  DiagnosticsCase(
    "an answer with fewer lines than choices", "# T\n\n\(question)\(folded("```👉answer\n[x]\n```\n"))",
    "lines that begin with a box: this answer has 1, but the question has 2"),
  DiagnosticsCase(
    "an answer without a right choice", "# T\n\n\(question)\(folded("```👉answer\n[ ] no\n[ ] no\n```\n"))",
    "no choice is right: begin the line of the right one with `[x]`"),
  DiagnosticsCase(
    "two right choices", "# T\n\n\(question)\(folded("```answer\n[x] yes\n👉[x] yes\n```\n"))",
    "the choice on line 11 is right, too: tick only one"),
  DiagnosticsCase(
    "a wrong choice without a reason", "# T\n\n\(question)\(folded("```answer\n[x]\n👉[ ]\n```\n"))",
    "say why this choice is wrong, after its box"),
  DiagnosticsCase(
    "an answer that is not folded", "# T\n\n\(question)👉\(answer)", "everyone sees this answer at once"),
  DiagnosticsCase(
    "an output after a question", "# T\n\n\(cell)\n\(question)\(folded(answer))```👉output\n1\n```\n",
    "this `output` does not follow a cell"),
  DiagnosticsCase(
    "a question in a quote", "# T\n\n> ```👉question id=q\n> [ ] a\n> ```\n",
    "the `question` block cannot be inside a quote"),
  DiagnosticsCase(
    "a question with an unknown attribute",
    "# T\n\n```question id=q 👉tolerance=1\n[ ] one\n[ ] two\n```\n\n\(folded(answer))",
    "unknown attribute 'tolerance': a question takes id"),
  DiagnosticsCase(
    "a question with the id of a cell",
    "# T\n\n\(cell)\n```question 👉id=a\n[ ] one\n[ ] two\n```\n\n\(folded(answer))",
    "the id 'a' is already used on line 3: choose another"),
  DiagnosticsCase(
    "a question without an id", "# T\n\n```👉question\n[ ] one\n[ ] two\n```\n\n\(folded(answer))",
    "a question needs an id: add one"),
  DiagnosticsCase("a misspelt question", "# T\n\n```👉qestion id=q\n```\n", "did you mean `question`?"),
  DiagnosticsCase(
    "too many questions",
    "# T\n\n" + (0..<60).map { "```question id=q\($0)\n[ ] a\n[ ] b\n```\n" }.joined()
      + "👉```question id=last\n[ ] a\n[ ] b\n```\n",
    "this is question 61, but a lesson can have at most 60"),
]
