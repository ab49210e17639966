import Foundation
import Testing

@testable import LessonTesting

@Suite("A tested file")
struct TestedLessonTests {
  @Test("has cells that can run again before all others have run")
  func repetition() async throws {
    let lesson = TestedLesson("keeping", of: LessonsUnderTest.self)
    for id in ["cell-1", "cell-3"] { #expect(lesson.select(id) == nil) }
    for id in ["cell-1", "cell-1", "cell-1", "cell-3"] { try await lesson.check(id) }
  }

  @Test("is not recorded for a variant that no test target tests, and the command says so")
  func unknownVariant() throws {
    let worker = TestTask.worker(of: LessonsUnderTest.self)
    let process = Process()
    process.executableURL = URL(filePath: worker.executable)
    process.arguments = worker.arguments
    let task = ["record", "DocumentationTests", "--dry-run", "--variant", "other", "keeping"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "LESSONS_TEST_TASK": task.joined(separator: "\n")
    ]) { $1 }
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "error: no test target tests the variant 'other': name it in `LessonTests(variants:)`\n")
    #expect(process.terminationStatus == 64)
  }
}
