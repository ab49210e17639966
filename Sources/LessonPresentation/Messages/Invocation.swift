/// How the program was called, for the commands that messages suggest.
public struct Invocation: Sendable {
  /// The program's name.
  public var program: String
  /// The options of the run that differ from the defaults, one word per element.
  public var options: [String]

  /// Creates an invocation, by default without options.
  public init(program: String, options: [String] = []) {
    self.program = program
    self.options = options
  }

  /// Returns the command that runs one cell again with the same options.
  func rerun(_ lesson: String, cell: String) -> String {
    (["\(program) run \(lesson)#\(cell)"] + options).joined(separator: " ")
  }
}
