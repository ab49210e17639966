import ArgumentParser
import Foundation
import LessonPresentation
import LessonReports
import LessonRunner

/// The options that control how cells are run.
struct RunSettings: ParsableArguments {
  private static let defaults = RunOptions()

  @Option(
    help: ArgumentHelp("The time limit in seconds for cells without a `timeout` of their own.", valueName: "seconds"))
  var timeout = Self.defaults.timeout.seconds

  @Option(help: ArgumentHelp("The memory limit of a lesson in MiB.", valueName: "mebibytes"))
  var memory = Self.defaults.memoryLimit >> 20

  @Flag(help: "Also run slow cells.")
  var slow = false

  @Flag(help: "Do again what takes long, such as a training, even if an earlier run has kept its result.")
  var fresh = false

  @Option(help: ArgumentHelp("Use the outputs recorded for this variant.", valueName: "name"))
  var variant: String?

  @Flag(help: "Use no colours, even on a terminal.")
  var plain = false

  func validate() throws {
    guard timeout > 0, timeout <= 1e6 else {
      throw ValidationError("--timeout must be greater than 0 and at most 1000000 seconds")
    }
    guard (256...1 << 24).contains(memory) else {
      throw ValidationError("--memory must be from 256 to \(1 << 24) MiB")
    }
  }

  /// Returns the context for reports of a run with the given options.
  func reportContext(_ options: RunOptions) -> ReportContext {
    var context = ReportContext(
      invocation: CourseProgram.current.invocation(options: options.arguments),
      style: Terminal.style(plain: plain), write: Terminal.write, writeError: Terminal.writeError)
    let repository = RepositoryPath(
      root: CourseProgram.current.course.root, environment: ProcessInfo.processInfo.environment)
    context.repositoryPath = repository.path
    return context
  }

  /// Returns the run options for a course, and tells the user if its stand-in is used.
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
    options.keptValues = KeptValuesFolder(of: course, ignoresEarlier: fresh)
    return options
  }
}

extension RunOptions {
  /// The command-line arguments for the options that differ from the defaults.
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
