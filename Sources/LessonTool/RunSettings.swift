import ArgumentParser
import LessonRunner

/// The options that say how cells are run.
struct RunSettings: ParsableArguments {
  @Option(help: ArgumentHelp("How long a cell may run that does not say itself, in seconds.", valueName: "seconds"))
  var timeout: Double = 60

  @Option(help: ArgumentHelp("How much memory a lesson may take, in MiB.", valueName: "mebibytes"))
  var memory: Int = 4096

  @Flag(help: "Run slow cells too.")
  var slow = false

  @Option(help: ArgumentHelp("Compare with the outputs that are recorded for this circumstance.", valueName: "name"))
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

  /// The options for a course; says so where its stand-in is to be used.
  func options(for course: Course) -> RunOptions {
    var options = RunOptions()
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
