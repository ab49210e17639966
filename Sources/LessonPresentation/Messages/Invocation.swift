/// How the program was called, for the commands that messages suggest.
public struct Invocation: Sendable {
  /// The program's name.
  public var program: String
  /// The command that builds the program again, in the folder that it came from.
  public var build: String
  /// The options of the run that differ from the defaults, one word per element.
  public var options: [String]

  /// Creates an invocation, by default without options.
  public init(program: String, build: String = "swift build", options: [String] = []) {
    self.program = program
    self.build = build
    self.options = options
  }

  /// Returns the command with which a learner answers the exercises of a lesson, or one of them.
  public func practice(_ lesson: String, _ exercise: String? = nil) -> String {
    "\(program) practice \(lesson)\(exercise.map { "#\($0)" } ?? "")"
  }

  /// Returns the command that runs one cell again with the same options.
  func rerun(_ command: String, _ lesson: String, cell: String) -> String {
    (["\(program) \(command) \(lesson)#\(cell)"] + options).joined(separator: " ")
  }
}
