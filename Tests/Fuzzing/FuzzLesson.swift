import LessonFormat
import LessonRunner
import LessonTangle

/// libFuzzer's own loop, for programs that have a `main` (LLVM's documentation of libFuzzer).
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ tryInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
private struct FuzzLessons {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &arguments) { start, count in
      fuzz(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }
}

/// Whatever the bytes are, nothing may crash, hang, or be lost.
private func fuzz(_ bytes: [UInt8]) {
  let lesson = Lesson(parsing: bytes, file: "fuzz.md")
  precondition(lesson.rendered() == bytes, "a byte is lost")
  precondition(
    lesson.problems.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 }, "a problem without a place")
  _ = lesson.renderedProblems
  guard lesson.problems.isEmpty else { return }
  if let tangled = try? TangledLesson(lesson) { _ = (tangled.cellsSource, tangled.textSource) }
  record(bytes, in: lesson)
}

/// Records what the input itself says, as if the cells had printed it.
private func record(_ bytes: [UInt8], in lesson: Lesson) {
  let text = String(decoding: bytes.filter { $0 != 0 && $0 != 13 }, as: UTF8.self)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let compared = lesson.cells.filter { !$0.attributes.isFileScope && !$0.attributes.ignoresOutput }
  let results = compared.enumerated().map { index, cell in
    let printed = lines.dropFirst(index).prefix(20).joined(separator: "\n")
    let matcher = OutputMatcher(cell.output(variant: nil), tolerance: cell.attributes.tolerance)
    return CellResult(
      cell: cell, pieces: [.text(printed)], verdict: matcher.mismatch(printed).map { .differs($0) } ?? .pass)
  }
  // It checks itself that the new file is the same lesson and that a second check finds nothing.
  do {
    let recording = try Recording(of: results, in: lesson, variant: nil)
    precondition(Lesson(parsing: recording.bytes, file: "fuzz.md").cells.count == lesson.cells.count)
  } catch RecordingFailure.unlikeLesson {
    preconditionFailure("the recorded file is not the same lesson")
  } catch {}
}
