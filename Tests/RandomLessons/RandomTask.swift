/// Random exercises and questions, as lines of Markdown.
enum RandomTask {
  /// Returns an exercise or a question, with the ids that begin as given.
  static func lines(_ id: String, using random: inout SplitMix) -> [String] {
    random.one(in: 3) ? question(id, using: &random) : exercise(id, using: &random)
  }

  /// Returns a task from which some lines are missing, or in which some are repeated or exchanged.
  static func brokenLines(using random: inout SplitMix) -> [String] {
    var lines = lines(random.pick(["a", "task"]), using: &random)
    for _ in 0..<1 + random.below(3) {
      let (place, other) = (random.below(lines.count), random.below(lines.count))
      switch random.below(3) {
      case 0 where lines.count > 1: lines.remove(at: place)
      case 1: lines.insert(lines[other], at: place)
      default: lines.swapAt(place, other)
      }
    }
    return lines
  }

  private static func exercise(_ id: String, using random: inout SplitMix) -> [String] {
    let attributes = random.pick(["", "", " timeout=3s", " tags=a"])
    var lines = heading("Exercise", using: &random)
    lines += block("cell", " id=\(id) exercise\(attributes)", using: &random)
    for _ in 0..<1 + random.below(3) {
      lines += text(using: &random) + block("check", random.pick(["", "", " hidden"]), using: &random)
    }
    for _ in 0..<random.below(3) {
      let summary = random.pick(["Hint", "<b>Hint</b> 2", "hint: in\none line"])
      lines += fold(summary, [random.pick(["", "Look."])] + code(using: &random).map { "    " + $0 }, using: &random)
    }
    return lines + fold("Solution", block("solution", "", using: &random), using: &random) + text(using: &random)
  }

  private static func question(_ id: String, using random: inout SplitMix) -> [String] {
    let count = 2 + random.below(3)
    let right = random.below(count)
    let (fence, other) = (random.pick(["```", "~~~~"]), random.pick(["```", "  ````"]))
    let choices = (0..<count).flatMap { index in
      [random.pick(["[ ] ", "- [ ]", "  [ ]  "]) + "choice \(index)"] + (random.one(in: 4) ? ["goes on", ""] : [])
    }
    let reasons = (0..<count).map { $0 == right ? random.pick(["[x]", "[X] yes", "- [x] yes"]) : "[ ] no" }
    return heading("Question", using: &random) + ["\(fence)question id=\(id)"]
      + random.pick([[], ["What?", ""], ["  One", "two?"]])
      + choices + [fence, ""] + fold("Answer", ["\(other)answer"] + reasons + [other], using: &random)
  }

  private static func heading(_ kind: String, using random: inout SplitMix) -> [String] {
    random.pick([[], [""], ["", "## \(kind): *one*", ""], ["", "\(kind): two", "---", "", "Do it.", ""]])
  }

  private static func text(using random: inout SplitMix) -> [String] { random.pick([[""], ["", "Text.", ""]]) }

  private static func code(using random: inout SplitMix) -> [String] {
    (0..<random.below(4)).map { _ in
      random.pick([
        "let x = 1", "", "print(\"é\u{1F44B}\")", "  todo(\"x\")", "<details>", "[ ] x", "import Foundation",
      ])
    }
  }

  private static func block(_ kind: String, _ attributes: String, using random: inout SplitMix) -> [String] {
    let fence = random.pick(["", "", "  "]) + random.pick(["```", "````", "~~~"])
    return ["\(fence)swift\(random.pick(["-", " "]))\(kind)\(attributes)"] + code(using: &random) + [fence]
  }

  private static func fold(_ summary: String, _ content: [String], using random: inout SplitMix) -> [String] {
    var lines = content
    if random.one(in: 6) { lines = ["<details>", "", "More.", "", "</details>", ""] + lines }
    if random.one(in: 6) { lines += ["", "```text", "</details>", "```"] }
    let start = random.pick([
      ["<details><summary>\(summary)</summary>"], ["<details open>", "<summary>\(summary)</summary>"],
    ])
    return start.flatMap { $0.split(separator: "\n").map(String.init) } + [""] + lines + [
      "", random.pick(["</details>", "  </DETAILS>"]), "",
    ]
  }
}
