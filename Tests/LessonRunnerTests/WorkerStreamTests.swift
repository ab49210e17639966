import Figures
import Testing

@testable import LessonRunner
@testable import LessonRuntime

private typealias Expectation = LessonRuntime.Expectation

private let messages: [WorkerMessage] = [
  .started(cell: 0, time: .zero), .ended(cell: 12, time: .milliseconds(3)),
  .threw(cell: 3, description: "", time: .seconds(2)),
  .threw(cell: 3, description: "a \\ b\nc\\n \u{1E}", time: .microseconds(1)), .finished, .outdated, .returned(cell: 4),
  .waiting(cell: 2), .progress(done: 3, total: 10, note: "loss 2.5"), .kept(.used(seconds: 52.5)),
  .checkStarted(isHidden: true), .toDo("a \n\u{1E}"),
  .expectation(Expectation("a\nb", isMet: true)),
  .expectation(
    Expectation("\u{1E}", isMet: false, expected: "1", actual: "\u{0}", difference: "\\n", mistake: "é")),
  .figure(.heatmap(Heatmap("a\nb", [[1, .infinity], [-.infinity, 0.1]], rowLabels: ["\n", ""]))),
  .figure(.lineChart(LineChart("a", ["x": [1, 2], "y": []], referenceLines: ["z": 1.5], logarithmic: true))),
  .figure(.barChart(BarChart("a", labels: ["\u{1F}"], values: [-1]))), .figure(.histogram(Histogram("a", [1e300]))),
  .figure(.drawing(Drawing("a\n\u{1E}", svg: "<svg a='\\'/>\n", text: "\u{1F}\n"))),
]

@Suite("The stream of a lesson's process")
struct WorkerStreamTests {
  private func text(_ message: WorkerMessage) throws -> String {
    String(decoding: try WorkerStream.bytes(of: message, nonce: "w"), as: UTF8.self)
  }

  @Test("Messages are decoded as they were encoded, however the stream is split", arguments: messages)
  func roundTrip(_ message: WorkerMessage) throws {
    let bytes = Array((try text(message)).utf8)
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1)
    for cut in bytes.indices {
      var stream = WorkerStream(nonce: "w")
      #expect(stream.receive(bytes[..<cut]) + stream.receive(bytes[cut...]) == [.message(message)])
    }
  }

  @Test("NaN in a figure stays NaN")
  func notANumber() throws {
    var stream = WorkerStream(nonce: "w")
    let bytes = try WorkerStream.bytes(of: .figure(.histogram(Histogram("a", [.nan]))), nonce: "w")
    guard case .message(.figure(.histogram(let read))) = stream.receive(bytes).first else {
      Issue.record("no histogram")
      return
    }
    #expect(read.values.count == 1 && read.values[0].isNaN)
  }

  @Test("is separated in the same way, however it is split", arguments: 1...12)
  func cuts(_ size: Int) throws {
    let started = try text(.started(cell: 0, time: .zero))
    let unreadable = "\u{1E}w {\"started\":{}}\n"
    let text = "before\(started)out\u{1E}put\u{1E}x ended\n\(unreadable)\(try text(.finished))after"
    var stream = WorkerStream(nonce: "w")
    var printed: [UInt8] = []
    var others: [WorkerStream.Item] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for item in stream.receive(bytes[start..<min(start + size, bytes.count)])
        + (start + size >= bytes.count ? stream.finish() : [])
      {
        if case .printed(let bytes) = item { printed += bytes } else { others.append(item) }
      }
    }
    #expect(String(decoding: printed, as: UTF8.self) == "beforeout\u{1E}put\u{1E}x ended\nafter")
    #expect(others == [.message(.started(cell: 0, time: .zero)), .unreadable, .message(.finished)])
  }

  @Test("A message that is too long, or a figure that no cell can show, cannot be read")
  func tooLarge() throws {
    var stream = WorkerStream(nonce: "w")
    var items = stream.receive(Array("before\u{1E}w ".utf8))
    let part = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<40 where !items.contains(.unreadable) { items += stream.receive(part) }
    #expect(items == [.printed(ArraySlice("before".utf8)), .unreadable])
    let bins = try WorkerStream.bytes(of: .figure(.histogram(Histogram("h", [1], bins: .max))), nonce: "w")
    let drawing = try WorkerStream.bytes(
      of: .figure(.drawing(Drawing("d", svg: String(repeating: " ", count: Figure.svgLimit + 1)))), nonce: "w")
    for message in [bins, drawing] {
      var other = WorkerStream(nonce: "w")
      #expect(other.receive(message) == [.unreadable])
    }
  }

  @Test("Addresses are removed from the names of local types")
  func unknownContexts() {
    let text = "[LessonCells.Lesson_04.(unknown context at $55e463941538).Head(scale: 0.5)] (unknown context)"
    #expect(text.withoutUnknownContexts == "[Head(scale: 0.5)] (unknown context)")
  }
}
