import LessonRuntime
import Testing

@testable import LessonRunner

private let messages: [ChildMessage] = [
  .moment(.started(0), at: .zero), .moment(.ended(12), at: .milliseconds(3)), .moment(.threw(3, ""), at: .seconds(2)),
  .moment(.threw(3, "a \\ b\nc\\n"), at: .microseconds(1)), .finished, .returned(4),
  .note(.progress(done: 3, total: 10)), .note(.figure(.heatmap(Heatmap("a\nb", [[1, 2]])))),
]

@Suite("The stream of a lesson's process")
struct ChildStreamTests {
  @Test("Messages are read as they were written", arguments: messages)
  func roundTrip(_ message: ChildMessage) { #expect(ChildMessage(message.text) == message) }

  @Test("is parted in the same way however it is cut", arguments: 1...12)
  func cuts(_ size: Int) {
    let text = "before\u{1E}w started 0 1\nout\u{1E}put\u{1E}x ended 0 2\n\u{1E}w ended 0 3\n\u{1E}w finished\nafter"
    var stream = ChildStream(word: "w")
    var printed: [UInt8] = []
    var told: [ChildMessage] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for item in stream.take(bytes[start..<min(start + size, bytes.count)])
        + (start + size >= bytes.count ? stream.finish() : [])
      {
        switch item {
        case .printed(let bytes): printed += bytes
        case .told(let message): told.append(message)
        }
      }
    }
    #expect(String(decoding: printed, as: UTF8.self) == "beforeout\u{1E}put\u{1E}x ended 0 2\nafter")
    #expect(told == [.moment(.started(0), at: .microseconds(1)), .moment(.ended(0), at: .microseconds(3)), .finished])
  }

  @Test("The names of local types lose their addresses")
  func unknownContexts() {
    let text = "[LessonCells.Lesson_04.(unknown context at $55e463941538).Head(scale: 0.5)] (unknown context)"
    #expect(text.withoutUnknownContexts == "[Head(scale: 0.5)] (unknown context)")
  }
}
