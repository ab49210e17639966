/// What an author asks for at a cell.
package struct CellCommand: Hashable, Sendable {
  /// What to do with the cell.
  package enum Kind: String, CaseIterable, Sendable {
    /// Run the lesson up to the cell, and say how the cell ended.
    case run = "lessons.runCell"
    /// Run the lesson up to the cell, and say how each cell ended.
    case runThrough = "lessons.runToHere"
    /// Run the cell, and write what it prints into its output.
    case record = "lessons.recordCell"
  }

  /// What to do.
  package var kind: Kind
  /// The path of the lesson's file.
  package var path: String
  /// The id of the cell.
  package var cell: String

  /// What is done, as the title of its progress.
  var title: String {
    switch kind {
    case .run: "Running \(cell)"
    case .runThrough: "Running to \(cell)"
    case .record: "Recording \(cell)"
    }
  }
}

/// How a cell ended, as an editor shows it at a line.
package struct CellOutcome: Equatable, Sendable {
  /// How serious it is.
  package enum Severity: Int, Sendable {
    case error = 1
    case warning = 2
    case information = 3
  }

  /// The id of the cell.
  package var cell: String
  /// The line of the lesson, counted from 1.
  package var line: Int
  /// How serious it is.
  package var severity: Severity
  /// What the author is told, in one or more lines.
  package var message: String

  /// Creates an outcome.
  package init(cell: String, line: Int, severity: Severity, message: String) {
    (self.cell, self.line, self.severity, self.message) = (cell, line, severity, message)
  }
}

/// What is known of a command that runs.
package enum CellCommandReport: Equatable, Sendable {
  /// What is done now, in a few words.
  case progress(String)
  /// How cells ended; the command is done.
  case outcomes([CellOutcome])
  /// The text of the lesson with the recorded output, and what was recorded; the command is done.
  case recorded([UInt8], message: String)
  /// Why nothing was done; the command is done.
  case failed(String)
}

/// Runs cells for the language server.
package protocol CellRunner: Sendable {
  /// Does what an author asks for; called on a thread of its own.
  ///
  /// - Parameters:
  ///   - isCancelled: returns whether the result is of no use any more.
  ///   - report: receives what is known; the last report ends the command.
  func run(
    _ command: CellCommand, isCancelled: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (CellCommandReport) -> Void)
}
