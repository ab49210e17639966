import Foundation
import RandomLessons
import Testing

@Suite("Recording", .serialized)
struct RecordTests {
  /// Returns the text of the lesson `needs` with an output that differs from what its cell prints.
  private static func stale(_ text: String) -> String {
    text.replacing("```output\n\"shines\"", with: "```output\n\"blinks\"")
  }

  @Test("replaces outputs that no longer match, adds missing ones, and then has nothing to do")
  func record() throws {
    let folder = try CourseFolder("needs")
    let new = try folder.text("needs")
    let old = Self.stale(new)
    try folder.write(old, to: "needs")
    let shown = try folder.run("record", "needs", "--dry-run")
    #expect(shown.code == 0)
    #expect(shown.output.contains("--- Tests/CrashCourse/needs.md\n+++ Tests/CrashCourse/needs.md\n@@ -5,7 +5,7 @@\n"))
    #expect(shown.output.contains("-\"blinks\"\n+\"shines\"\n"))
    #expect(try folder.text("needs") == old)
    #expect(try folder.run("record", "needs").output.contains("● needs  1 output recorded"))
    #expect(try folder.text("needs") == new)
    try folder.write(new.replacing("\n```output\n\"shines\"\n```\n", with: ""), to: "needs")
    #expect(try folder.run("record", "needs").code == 0)
    #expect(try folder.text("needs") == new)
    #expect(try folder.run("record", "needs").output.contains("✓ needs  nothing to record"))
    #expect(try folder.text("needs") == new)
  }

  @Test("keeps newlines, byte-order mark, mode and symbolic link")
  func keeps() throws {
    let folder = try CourseFolder("needs")
    let lines = try folder.text("needs")
    let text = lines.replacing("\n", with: "\r\n")
    let stale = Self.stale(lines).replacing("\n", with: "\r\n")
    let real = folder.url.appending(path: "real.md")
    try FileManager.default.removeItem(at: folder.file("needs"))
    try Data(("\u{FEFF}" + stale).utf8).write(to: real)
    try FileManager.default.createSymbolicLink(at: folder.file("needs"), withDestinationURL: real)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real.path)
    let result = try folder.run("record", "needs")
    #expect(result.code == 0, "\(result)")
    #expect(try Data(contentsOf: real) == Data(("\u{FEFF}" + text).utf8))
    #expect(try FileManager.default.attributesOfItem(atPath: real.path)[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("needs").path) == real.path)
    #expect(try folder.entries() == ["needs.md"])
  }

  @Test("does not write a file that is read-only or has other names, after a crash, or in CI")
  func refuses() throws {
    let folder = try CourseFolder("needs", "fatal-error")
    let stale = Self.stale(try folder.text("needs"))
    try folder.write(stale, to: "needs")
    func expectRefusal(_ code: Int32, _ message: String, environment: [String: String] = [:]) throws {
      let result = try folder.run("record", "needs", environment: environment)
      #expect(result.code == code)
      #expect((result.output + result.errors).contains(message), "\(result)")
      #expect(try folder.text("needs") == stale)
    }
    let file = folder.file("needs").path
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
    try expectRefusal(
      1, "Tests/CrashCourse/needs.md:1:1: error: the file is read-only: make it writable with `chmod u+w`")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    try FileManager.default.linkItem(atPath: file, toPath: folder.url.appending(path: "other").path)
    try expectRefusal(1, "the file has 2 names (hard links), and the others would keep the old text")
    try FileManager.default.removeItem(at: folder.url.appending(path: "other"))
    try expectRefusal(
      64, "record does not write in CI (CI=true), where no one reads the diff", environment: ["CI": "true"])

    let crash = try folder.text("fatal-error")
    let result = try folder.run("record", "fatal-error")
    #expect(result.code == 3)
    #expect(result.output.contains("✗ fatal-error  nothing was written"), "\(result)")
    #expect(try folder.text("fatal-error") == crash)
  }

  @Test("does not remove an edit that a killed process left in a hidden file, and names that file")
  func savedEdit() throws {
    let folder = try CourseFolder("needs")
    let stale = Self.stale(try folder.text("needs"))
    try folder.write(stale, to: "needs")
    let name = ".needs.md.0123456789abcdef-0123456789abcdef.recording"
    let hidden = folder.lessonFolder.appending(path: name)
    try Data("an edit\n".utf8).write(to: hidden)
    let result = try folder.run("record", "needs")
    #expect(result.code == 1)
    #expect(
      result.output.contains(
        "needs.md:1:1: error: an edit that was saved while `record` was replacing the file is in "), "\(result)")
    #expect(result.output.contains("/\(name): copy what you need from it"))
    #expect(try folder.text("needs") == stale)
    #expect(try String(contentsOf: hidden, encoding: .utf8) == "an edit\n")
    try FileManager.default.removeItem(at: hidden)
    #expect(try folder.run("record", "needs").code == 0)
  }

  @Test("Outside the course's package there is no file to write")
  func noFile() throws {
    let result = try Program("crash-course").run(
      ["record", "needs"], in: FileManager.default.temporaryDirectory)
    #expect(result.code == 1)
    #expect(result.output.contains("error: cannot find the file of 'needs'"), "\(result)")
  }

  @Test("Simultaneous recordings leave what one of them wrote")
  func twoAtOnce() throws {
    let folder = try CourseFolder("needs")
    let new = try folder.text("needs")
    for _ in 0..<10 {
      try folder.write(Self.stale(new), to: "needs")
      let processes = try (0..<3).map { _ in
        try Program("crash-course").start(["record", "needs"], in: folder.url)
      }
      for process in processes { process.waitUntilExit() }
      #expect(processes.contains { $0.terminationStatus == 0 })
      #expect(try folder.text("needs") == new)
      #expect(try folder.entries() == ["needs.md"])
    }
  }

  @Test(
    "A kill at any moment leaves the old file or the new one (LESSONS_CASES sets the number, LESSONS_SEED reruns one)")
  func killed() throws {
    let folder = try CourseFolder("needs")
    // A long file takes a while to write.
    let new =
      try folder.text("needs") + "\n" + String(repeating: "A line of prose that takes its time.\n", count: 30000)
    let old = Self.stale(new)
    try folder.write(old, to: "needs")
    let start = ContinuousClock.now
    #expect(try folder.run("record", "needs").code == 0)
    let time = Int((ContinuousClock.now - start) / .microseconds(1))
    var (unwritten, written, leftovers) = (0, 0, 0)
    for seed in Cases.seeds(20) {
      var random = SplitMix(seed: seed)
      try folder.write(old, to: "needs")
      let process = try Program("crash-course").start(["record", "needs"], in: folder.url)
      // Most kills are aimed at the last part, in which the file is written.
      usleep(UInt32(random.one(in: 4) ? random.below(time) : time * 6 / 10 + random.below(time * 5 / 10)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let text = try folder.text("needs")
      #expect(text == old || text == new, "seed \(seed)")
      (unwritten, written) = (unwritten + (text == old ? 1 : 0), written + (text == new ? 1 : 0))
      leftovers += try folder.entries().count - 1
      #expect(try folder.run("record", "needs").code == 0)
      #expect(try folder.text("needs") == new, "seed \(seed)")
      #expect(try folder.entries() == ["needs.md"], "seed \(seed)")
    }
    print("killed \(unwritten) times before and \(written) times after the file was replaced, \(leftovers) in between")
  }
}
