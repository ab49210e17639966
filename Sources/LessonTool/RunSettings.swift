import ArgumentParser
import LessonPresentation
import LessonReports
import LessonRunner

/// The options that say how cells are run.
struct RunSettings: ParsableArguments {
  private static let defaults = RunOptions()

  @Option(
    help: ArgumentHelp("How long a cell without a `timeout` of its own may run, in seconds.", valueName: "seconds"))
  var timeout = Self.defaults.timeout.seconds

  @Option(help: ArgumentHelp("How much memory a lesson may take, in MiB.", valueName: "mebibytes"))
  var memory = Self.defaults.memoryLimit >> 20

  @Flag(help: "Run slow cells too.")
  var slow = false

  @Option(help: ArgumentHelp("Compare with the outputs that are recorded for this variant.", valueName: "name"))
  var variant: String?

  @Flag(help: "No colour, even on a terminal.")
  var plain = false

  func validate() throws {
    guard timeout > 0, timeout <= 1e6 else {
      throw ValidationError("--timeout takes a number of seconds greater than 0 and up to 1000000")
    }
    guard (256...1 << 24).contains(memory) else {
      throw ValidationError("--memory takes a number of MiB from 256 to \(1 << 24)")
    }
  }

  /// How reports look and what they advise, for a run with the given options.
  func reportContext(_ options: RunOptions) -> ReportContext {
    ReportContext(
      invocation: Invocation(program: Terminal.program, options: options.arguments),
      style: Terminal.style(plain: plain), write: Terminal.write, writeError: Terminal.writeError)
  }

  /// The options for a course; says so where its stand-in is used.
  func options(for course: Course) -> RunOptions {
    var options = Self.defaults
    options.timeout = .seconds(timeout)
    options.memoryLimit = memory << 20
    options.variant = variant
    if variant == nil, let standIn = course.standIn, standIn.isNeeded() {
      options.variant = standIn.variant
      Terminal.writeError(standIn.notice + "\n")
    }
    options.includesSlow = slow
    return options
  }
}

extension RunOptions {
  /// The options that differ from the defaults, as a person types them, word by word.
  var arguments: [String] {
    let defaults = RunOptions()
    var words: [String] = []
    if includesSlow { words.append("--slow") }
    if let variant { words += ["--variant", variant] }
    if timeout != defaults.timeout { words += ["--timeout", "\(timeout.seconds)"] }
    if memoryLimit != defaults.memoryLimit { words += ["--memory", "\(memoryLimit >> 20)"] }
    return words
  }
}
