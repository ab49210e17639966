import LessonRunner
import Testing

@testable import LessonTesting

@Suite("The arguments of `swift package record-lessons`")
struct RecordArgumentsTests {
  private func parse(_ words: String..., isCI: Bool = false) throws -> RecordArguments {
    try RecordArguments(words, isCI: isCI)
  }

  @Test("name files and their cells")
  func files() throws {
    let arguments = try parse("README", "Docs/a.md#usage", "README#cell-1", "a#b#c")
    #expect(arguments.files.map(\.name) == ["README", "Docs/a.md", "README", "a"])
    #expect(arguments.files.map(\.cells) == [[], ["usage"], ["cell-1"], ["b#c"]])
    #expect(arguments.files(named: ["README", "README.md"]).map(\.cells) == [[], ["cell-1"]])
  }

  @Test(
    "say whether files are written",
    arguments: [
      ([], true), (["--dry-run"], false), (["-n"], false), (["--check"], false), (["--force"], true),
      (["--force", "--check"], false),
    ] as [([String], Bool)])
  func isWritten(_ words: [String], _ isWritten: Bool) throws {
    let arguments = try RecordArguments(words, isCI: false)
    #expect(arguments.isWritten == isWritten && arguments.checks == words.contains("--check"))
  }

  @Test("set the options of the runs, and leave the others as the test target sets them")
  func options() throws {
    let given = LessonTests(timeout: .seconds(5), memoryLimit: 1 << 30, includesSlow: true).runs[0]
    let same = try parse("README").changed(given)
    #expect(same.timeout == .seconds(5) && same.memoryLimit == 1 << 30 && same.includesSlow)
    let arguments = try parse("--timeout", "0.5", "--memory=512", "--variant=stand-in", "--slow")
    let changed = arguments.changed(LessonTests().runs[0])
    #expect(changed.timeout == .milliseconds(500) && changed.memoryLimit == 512 << 20 && changed.includesSlow)
    #expect(arguments.variant == "stand-in")
  }

  @Test(
    "that cannot be followed are refused with a sentence",
    arguments: [
      (["--drry-run"], "unknown option '--drry-run'"), (["--check=yes"], "unknown option '--check=yes'"),
      (["--timeout"], "--timeout needs a number from 0.001 to 1000000"),
      (["--timeout", "0"], "--timeout needs a number"), (["--timeout=nan"], "--timeout needs a number"),
      (["--memory", "100"], "--memory needs a number from 256 to 16777216"), (["--variant"], "--variant needs a name"),
      (["--variant", "--check"], "--variant needs a name"), (["--variant="], "--variant needs a name"),
      (["#usage"], "'#usage' names no file"),
    ])
  func refused(_ words: [String], _ message: String) {
    let fault = #expect(throws: RecordArguments.Fault.self) { try RecordArguments(words, isCI: false) }
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "")")
  }

  @Test("In CI, nothing is written unless that is forced")
  func inCI() throws {
    #expect(throws: RecordArguments.Fault.self) { try parse("README", isCI: true) }
    for word in ["--check", "--dry-run", "--force", "--help"] { _ = try parse(word, isCI: true) }
  }
}
