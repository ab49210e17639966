import ArgumentParser
import Foundation

/// The option that says how many lessons run at the same time.
struct ParallelSettings: ParsableArguments {
  @Option(name: [.short, .long], help: ArgumentHelp("How many lessons run at the same time.", valueName: "number"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number greater than 0") }
  }
}
