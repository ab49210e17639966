import LessonRuntime
import Testing

@Suite("A shown value")
struct ShownTextTests {
  private struct Table: CustomStringConvertible {
    var description: String { "tensor([[1., 2.],\n        [3., 4.]])" }
  }

  @Test("stands as a notebook shows it")
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

  @Test("A tuple takes one line where it fits, else one line an element")
  func tuples() {
    #expect(shownText((1, "a")) == "(1, \"a\")")
    #expect(shownText((x: 1, y: 2)) == "(x: 1, y: 2)")
    let long = String(repeating: "1", count: 37)
    #expect(shownText((long.dropFirst(3).description, long)) == "(\"\(long.dropFirst(3))\", \"\(long)\")")
    #expect(shownText((long + "1", long)) == "(\"\(long)1\",\n \"\(long)\")")
    #expect(shownText((Table(), 1)) == "(tensor([[1., 2.],\n         [3., 4.]]),\n 1)")
  }
}

@Suite("A lesson's cursor")
struct LessonCursorTests {
  private struct Oops: Error {}

  @Test("tells what happens and stops after the last wanted cell")
  func stops() throws {
    var moments: [CellEvent] = []
    let cursor = LessonContext(through: 1) { moments.append($0) }
    try cursor.next(0)
    try cursor.next(1)
    #expect((try? cursor.next(2)) == nil)
    #expect(moments == [.started(0), .ended(0), .started(1), .ended(1)])
    #expect(cursor.isFinished)
  }

  @Test("tells of errors, and goes on after one that was expected")
  func errors() throws {
    var moments: [CellEvent] = []
    let cursor = LessonContext(through: 9) { moments.append($0) }
    try cursor.next(0)
    try cursor.caught(Oops())
    try cursor.next(1)
    cursor.failed(with: Oops())
    #expect(moments == [.started(0), .threw(0, "Oops()"), .started(1), .threw(1, "Oops()")])
    #expect(!cursor.isFinished)
  }
}
