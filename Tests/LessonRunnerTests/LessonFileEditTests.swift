import Foundation
import Testing

@testable import LessonRunner

@Suite("An edit that is saved while a lesson's file is replaced")
struct LessonFileEditTests {
  private static let (old, new, edit) = ("old\n", "new\n", "an edit\n")

  /// Replaces the old text by the new one, and calls a function at each step.
  private func replace(_ path: String, reached: (LessonFile.Step) -> Void) throws(RecordingFailure) {
    try LessonFile(path: path, name: "a.md").replace(Array(Self.old.utf8), with: Array(Self.new.utf8), reached: reached)
  }

  private func isChangedMeanwhile(_ error: any Error) -> Bool {
    if case RecordingFailure.changedMeanwhile = error { true } else { false }
  }

  @Test("is kept, whether the editor writes in place or replaces the file", arguments: [true, false])
  func kept(_ writesInPlace: Bool) throws {
    let file = try TemporaryFile(Self.old)
    let (path, url) = (file.path, file.url)
    #expect {
      try replace(path) { step in
        guard step == .ready else { return }
        try? Data(Self.edit.utf8).write(to: url, options: writesInPlace ? [] : .atomic)
      }
    } throws: {
      isChangedMeanwhile($0)
    }
    #expect(try file.text == Self.edit)
    #expect(try file.entries == ["a.md"])
  }

  @Test("is not undone if it is the removal of the file")
  func removed() throws {
    let file = try TemporaryFile(Self.old)
    let (path, url) = (file.path, file.url)
    #expect {
      try replace(path) { if $0 == .ready { try? FileManager.default.removeItem(at: url) } }
    } throws: {
      isChangedMeanwhile($0)
    }
    #expect(try file.entries == [])
  }

  @Test("is kept in a hidden file if a second one is saved while the first is put back")
  func second() throws {
    let file = try TemporaryFile(Self.old)
    let (path, url) = (file.path, file.url)
    var kept: String?
    do throws(RecordingFailure) {
      try replace(path) { step in
        if step == .ready { try? Data(Self.edit.utf8).write(to: url, options: .atomic) }
        if step == .exchanged { try? Data("a second edit\n".utf8).write(to: url) }
      }
    } catch {
      if case .savedEdit(_, let path) = error { kept = path }
    }
    #expect(try file.text == Self.edit)
    #expect(try String(contentsOfFile: try #require(kept), encoding: .utf8) == "a second edit\n")
  }

  @Test("survives a kill at any step, and so does the file")
  func killed() throws {
    for edits in [[], [LessonFile.Step.ready], [.ready, .exchanged]] {
      let file = try TemporaryFile(Self.old)
      let (path, url, folder) = (file.path, file.url, file.folder)
      var copies: [(step: LessonFile.Step, folder: URL, texts: [String])] = []
      defer { for copy in copies { try? FileManager.default.removeItem(at: copy.folder) } }
      var saved = [Self.old]
      try? replace(path) { step in
        if edits.contains(step) {
          saved.append("edit \(saved.count)\n")
          try? Data(saved[saved.count - 1].utf8).write(to: url)
        }
        // What a kill at this step leaves.
        let copy = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")
        try? FileManager.default.copyItem(at: folder, to: copy)
        copies.append((step, copy, saved))
      }
      #expect(copies.count == 3 + (edits.isEmpty ? 0 : 1))
      for copy in copies {
        let lesson = copy.folder.appending(path: "a.md")
        var isReported = false
        do throws(RecordingFailure) {
          try LessonFile(path: lesson.path, name: "a.md").removeLeftover()
        } catch {
          if case .savedEdit = error { isReported = true }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: copy.folder.path)
        let texts = try names.map { try String(contentsOf: copy.folder.appending(path: $0), encoding: .utf8) }
        let text = try String(contentsOf: lesson, encoding: .utf8)
        #expect((copy.texts + [Self.new]).contains(text))
        // No edit is lost, and nothing else is left.
        #expect(copy.texts.dropFirst().allSatisfy { texts.contains($0) }, "\(copy)")
        #expect(texts.count == (isReported ? 2 : 1), "\(copy)")
      }
    }
  }
}
