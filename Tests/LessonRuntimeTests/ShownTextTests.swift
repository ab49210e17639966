import LessonRuntime
import Testing

@Suite("A shown value")
struct ShownTextTests {
  private struct Table: CustomStringConvertible {
    var description: String { "tensor([[1., 2.],\n        [3., 4.]])" }
  }

  @Test("is formatted as in a notebook")
  func values() {
    #expect(shownText(3) == "3")
    #expect(shownText(2.5) == "2.5")
    #expect(shownText("a \"b\"\n") == "\"a \\\"b\\\"\\n\"")
    #expect(shownText("abc".prefix(2)) == "\"ab\"")
    #expect(shownText(Character("x")) == "\"x\"")
    #expect(shownText([1, 2]) == "[1, 2]")
    #expect(shownText(Int?.none as Any) == "nil")
    #expect(shownText(Int?.some(3) as Any) == "3")
    #expect(shownText(true) == "true")
    #expect(shownText(()) == nil)
  }

  @Test("A tuple is on one line if it fits, otherwise with one element per line")
  func tuples() {
    #expect(shownText((1, "a")) == "(1, \"a\")")
    #expect(shownText((x: 1, y: 2)) == "(x: 1, y: 2)")
    let long = String(repeating: "1", count: 37)
    #expect(shownText((long.dropFirst(3).description, long)) == "(\"\(long.dropFirst(3))\", \"\(long)\")")
    #expect(shownText((long + "1", long)) == "(\"\(long)1\",\n \"\(long)\")")
    #expect(shownText((Table(), 1)) == "(tensor([[1., 2.],\n         [3., 4.]]),\n 1)")
  }
}

@Suite("The context of a lesson")
struct LessonContextTests {
  private struct Oops: Error {}

  @Test("reports events and stops after the last selected cell")
  func stops() throws {
    var events: [CellEvent] = []
    let context = LessonContext(through: 1) { events.append($0) }
    try context.next(0)
    try context.next(1)
    #expect((try? context.next(2)) == nil)
    #expect(events == [.started(0), .ended(0), .started(1), .ended(1)])
    #expect(context.isFinished)
  }

  @Test("reports errors, and continues after an expected one")
  func errors() throws {
    var events: [CellEvent] = []
    let context = LessonContext(through: 9) { events.append($0) }
    try context.next(0)
    try context.caught(Oops())
    try context.next(1)
    context.failed(with: Oops())
    #expect(events == [.started(0), .threw(0, "Oops()"), .started(1), .threw(1, "Oops()")])
    #expect(!context.isFinished)
  }
}
