/// How the program was called, for the commands that messages suggest.
public struct Invocation: Sendable {
  /// The program's name.
  public var program: String
  /// The command that builds the program again, or nil if its package is not available.
  public var build: String?
  /// The program that the command builds, or nil if that is the running one.
  public var builtProgram: String?
  /// The options of the run that differ from the defaults, one word per element.
  public var options: [String]
  /// Whether the lessons are those of a test target, which `swift test` runs.
  public var isOfTests = false

  /// The tests of a package.
  public static var tests: Invocation {
    var invocation = Invocation(program: "swift test", build: "swift build --build-tests")
    invocation.isOfTests = true
    return invocation
  }

  /// Creates an invocation, by default without options.
  public init(
    program: String, build: String? = "swift build", builtProgram: String? = nil, options: [String] = []
  ) {
    self.program = program
    self.build = build
    self.builtProgram = builtProgram
    self.options = options
  }

  /// What to do for a change of the course to take effect, as the end of a sentence.
  public var rebuilding: String { building + (builtProgram.map { ", and then use `\($0)`" } ?? "") }

  /// How to build the program again, as the end of a sentence.
  public var building: String {
    build.map { "run `\($0)`" } ?? "build the program again, in its package's folder"
  }

  /// Returns the command with which a learner answers the exercises of a lesson, or one of them.
  public func practice(_ lesson: String, _ exercise: String? = nil) -> String {
    "\(program) practice \(lesson)\(exercise.map { "#\($0)" } ?? "")"
  }

  /// Returns the command that runs one cell again with the same options.
  func rerun(_ command: String, _ lesson: String, cell: String) -> String {
    isOfTests
      ? "swift test --filter '\(lesson).*\(cell)'"
      : (["\(program) \(command) \(lesson)#\(cell)"] + options).joined(separator: " ")
  }
}
