import Figures
import LessonFormat
import LessonPresentation
import LessonRuntime

@testable import LessonRunner

private let nonce = "n"

private let plan: LessonPlan = {
  let exercise =
    "```swift-cell id=e exercise\n```\n\n```swift-check\n```\n\n<details>\n\n```swift-solution\n```\n\n</details>\n"
  let text =
    "# T\n\n```swift-cell id=a\n```\n\n```output\n1\n```\n\n```swift-cell id=b throws\n```\n\n```swift-cell id=c\n```\n\n\(exercise)"
  let lesson = Lesson(parsing: Array(text.utf8), file: "fuzz.md")
  let compiled = CompiledLesson(expectedOf: lesson)
  guard let plan = try? LessonPlan(lesson, compiled, selection: .all, needs: [], options: RunOptions()) else {
    fatalError("the lesson cannot be planned")
  }
  return plan
}()

/// Whatever a process sends, and however it is cut, the runner neither traps nor keeps more than it was sent.
///
/// The first byte of the input chooses how it is cut; U+001E stands for the mark of a message.
func fuzzStream(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let mark = [0x1E] + Array("\(nonce) ".utf8)
  let sent = bytes.dropFirst().flatMap { $0 == 0x1E ? mark : [$0] }
  var progress = LessonProgress(plan)
  var stream = WorkerStream(nonce: nonce)
  var printed = 0
  func receive(_ items: [WorkerStream.Item]) {
    for item in items {
      if case .printed(let bytes) = item { printed += bytes.count }
      if case .message(.figure(let figure)) = item { draw(figure) }
      _ = progress.receive(item)
    }
  }
  var rest = sent[...]
  var seed = UInt64(first)
  while !rest.isEmpty {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let count = first == 0 ? rest.count : 1 + Int(seed >> 33) % 64
    receive(stream.receive(rest.prefix(count)))
    rest = rest.dropFirst(count)
  }
  require(printed <= sent.count, "more is printed than was sent")
  _ = progress.finish()
  require(progress.results.count <= plan.lesson.cells.count, "too many results")
}

private func draw(_ figure: Figure) {
  require(!figure.summary.contains { $0.isNewline }, "the summary of a figure has several lines")
  _ = FigureSVG(figure).text
  _ = FigureText(figure, style: .plain).lines
}
