import ArgumentParser

/// The exit codes of the program in addition to those of verdicts; the argument parser's own, 64, is for incorrect usage.
enum ExitStatus {
  static let invalidLesson: Int32 = 2
  static let nothingSelected: Int32 = 4
  static let interrupted: Int32 = 130
}

extension ParsableArguments {
  /// Ends the program with an exit code unless it is 0.
  func end(with code: Int32) throws {
    if code != 0 { throw ExitCode(code) }
  }
}
