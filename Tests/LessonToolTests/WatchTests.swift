import Foundation
import Testing

@testable import LessonTool

@Suite("Watching a lesson")
struct WatchTests {
  /// Starts `watch` in a package, whose builds the test controls.
  private static func start(
    _ folder: borrowing CourseFolder, _ swift: borrowing FakeSwift, on terminal: PseudoTerminal, _ options: String...
  ) throws -> Process {
    try Program("crash-course").start(
      ["watch", "needs"] + options, in: folder.url, on: terminal.handle, environment: swift.environment)
  }

  private static let error = "echo 'Sources/Sun/Sun.swift:7:3: error: no light'; exit 1\n"
  private static let mark = "building …, these results are from before the build"

  @Test("A pass from before a build is marked, and replaced by the errors of a library that is broken")
  func noStalePass() throws {
    let folder = try CourseFolder("needs")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setBuild(of: folder.url)
    let program = try Self.start(folder, swift, on: terminal, "--plain")
    defer { program.interrupt() }
    #expect(terminal.waitForNext("— watching Tests/CrashCourse/needs.md"))
    #expect(terminal.text.contains("building …\r\n") && terminal.text.contains("✓ sun  pass"))

    try swift.setBuild("while [ ! -e go ]; do sleep 0.02; done; rm go\n" + Self.error)
    try folder.write(try folder.text("needs") + "\nMore prose.\n", to: "needs")
    #expect(terminal.waitForNext(Self.mark))
    #expect(terminal.waitForNext("More prose."))
    try swift.finish()
    #expect(terminal.waitForNext("Sources/Sun/Sun.swift:7:3: error: no light"))
    #expect(terminal.waitForNext("— watching"))

    // As long as the library is broken, no prose shows a pass.
    try swift.setBuild(Self.error)
    let before = terminal.text.count
    try folder.write(try folder.text("needs") + "\nStill more.\n", to: "needs")
    #expect(terminal.waitForNext("building …, these errors are from before the build"))
    #expect(terminal.waitForNext("— watching"))
    #expect(!terminal.text.dropFirst(before).contains("pass"))

    // Mending it in another file shows the lesson again.
    try swift.setBuild(of: folder.url)
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "Sources/Sun"), withIntermediateDirectories: true)
    try Data().write(to: folder.url.appending(path: "Sources/Sun/Sun.swift"))
    #expect(terminal.waitForNext("✓ sun  pass"))
  }

  @Test("A build that takes the place of a running one lists the files anew, which that may not have finished")
  func replacedBuild() throws {
    let folder = try CourseFolder("needs")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setBuild(of: folder.url)
    let program = try Self.start(folder, swift, on: terminal, "--plain")
    defer { program.interrupt() }
    #expect(terminal.waitForNext("— watching Tests/CrashCourse/needs.md"))
    try swift.setBuild("sleep 60\n")
    let text = try folder.text("needs")
    for (number, listsFiles) in [(2, false), (3, true)] {
      try folder.write(text + "\nSave \(number).\n", to: "needs")
      #expect(terminal.waitForNext("Save \(number)."))
      let limit = ContinuousClock.now + .seconds(30)
      while swift.builds.count < number, ContinuousClock.now < limit { usleep(20_000) }
      let build = try #require(swift.builds.last)
      #expect(build.contains("--disable-build-manifest-caching") == listsFiles, "\(swift.builds)")
    }
  }

  @Test("With a cell, only that is shown")
  func cell() throws {
    let folder = try CourseFolder("features")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setBuild(of: folder.url)
    let program = try Program("crash-course").start(
      ["watch", "features#declare-again", "--plain"], in: folder.url, on: terminal.handle,
      environment: swift.environment)
    defer { program.interrupt() }
    #expect(terminal.waitForNext("— watching Tests/CrashCourse/features.md"))
    #expect(terminal.text.contains("✓ declare-again  pass") && !terminal.text.contains("✓ declare  pass"))
  }

  @Test("A changed source is built; only if that changes the program does the lesson run again")
  func sources() throws {
    let folder = try CourseFolder("needs")
    let library = try CourseFolder("throws")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setLocalPackages([library.url.path])
    try swift.setBuild(of: folder.url)
    let program = try Self.start(folder, swift, on: terminal, "--plain")
    defer { program.interrupt() }
    #expect(terminal.waitForNext("— watching"))
    #expect(swift.builds.count == 1)

    let before = terminal.text.count
    try Data("// A".utf8).write(to: folder.url.appending(path: "Package.swift"), options: .atomic)
    #expect(terminal.waitForNext(Self.mark))
    #expect(terminal.waitForNext("built: nothing has changed, so these results are current"))
    #expect(!terminal.text.dropFirst(before).contains("pass"))

    try swift.setBuild(of: folder.url, isNew: true, waits: true)
    try library.write("# Other\n", to: "throws")
    #expect(terminal.waitForNext(Self.mark))
    try swift.finish()
    #expect(terminal.waitForNext("✓ sun  pass"))
    // By itself, SwiftPM notices no new files in other packages.
    #expect(swift.builds.map { $0.contains("--disable-build-manifest-caching") } == [true, false, true])
  }

  @Test("On a terminal the screen is cleared, and marks are removed when a build has changed nothing")
  func screen() throws {
    let folder = try CourseFolder("needs")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setBuild(of: folder.url)
    let program = try Self.start(folder, swift, on: terminal)
    defer { program.interrupt() }
    #expect(terminal.waitForNext("— watching"))
    try swift.setBuild(of: folder.url, waits: true)
    try folder.write(try folder.text("needs").replacing("# ", with: "# New "), to: "needs")
    #expect(terminal.waitForNext("\u{1B}[H"), "\(terminal.text)")
    // Above the results, and below them.
    #expect(terminal.waitForNext(Self.mark) && terminal.waitForNext("pass") && terminal.waitForNext(Self.mark))
    let before = terminal.text.count
    try swift.finish()
    #expect(terminal.waitForNext("— watching"))
    let redrawn = terminal.text.dropFirst(before)
    #expect(redrawn.contains("\u{1B}[2J") && redrawn.contains("pass") && !redrawn.contains("building"), "\(redrawn)")
  }

  @Test("A lesson that is saved while it is built or run is shown as it was saved last")
  func savedMeanwhile() throws {
    let folder = try CourseFolder("needs")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setBuild("sleep 60")
    let program = try Self.start(folder, swift, on: terminal, "--plain")
    defer { program.interrupt() }
    #expect(terminal.waitForNext("building …"))
    try swift.setBuild(of: folder.url)
    try folder.write(try folder.text("needs") + "\nThe last text.\n", to: "needs")
    #expect(terminal.waitForNext("The last text."))
    try folder.write("# No end\n\n```swift-cell\n", to: "needs")
    #expect(terminal.waitForNext("needs.md:3:1: error:"))
  }

  @Test("A program in its package's build folder is rebuilt with the same settings")
  func build() {
    let build = CourseBuild(root: "/p", executable: "/p/.build-release/x86_64-unknown-linux-gnu/release/course")
    #expect(
      build.arguments == [
        "build", "--package-path", "/p", "--scratch-path", "/p/.build-release", "-c", "release", "--product", "course",
      ])
    let installed = CourseBuild(root: "/p", executable: "/usr/local/bin/course")
    #expect(installed.arguments == ["build", "--package-path", "/p", "--product", "course"])
    #expect(installed.program == "/p/.build/debug/course")
  }

  @Test("Each error of a build is shown once, with its file and its line, in lessons and elsewhere")
  func errors() throws {
    let folder = try CourseFolder("needs")
    let root = folder.url.path
    let file = folder.file("needs").path
    let output =
      "[1/2] Compiling\n\(file):4:1: error: no 'shine'\n\(file):4:1: error: no 'shine'\n4 | note\n/l/S.swift:2:5: error: no 'sun'\n"
    #expect(
      BuildErrors(in: output, root: root).text()
        == "Tests/CrashCourse/needs.md:4:1: error: no 'shine'\n\"shines\"\n^\n/l/S.swift:2:5: error: no 'sun'\n")
    #expect(BuildErrors(in: "error: no such module", root: root).text() == "error: no such module\n")
  }
}
