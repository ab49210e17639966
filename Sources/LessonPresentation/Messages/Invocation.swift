/// How a person called the program, for the commands that messages advise.
public struct Invocation: Sendable {
  /// The program's name.
  public var program: String
  /// The options of the run that differ from the defaults, word by word.
  public var options: [String]

  /// A call of the program, without options unless some are given.
  public init(program: String, options: [String] = []) {
    self.program = program
    self.options = options
  }

  /// The command that runs one cell again in the same way.
  func rerun(_ lesson: String, cell: String) -> String {
    (["\(program) run \(lesson)#\(cell)"] + options).joined(separator: " ")
  }
}
