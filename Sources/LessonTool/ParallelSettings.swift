import ArgumentParser
import Foundation

/// The option for the number of lessons to run in parallel.
struct ParallelSettings: ParsableArguments {
  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp("The number of lessons to run in parallel.", valueName: "number"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be greater than 0") }
  }
}
