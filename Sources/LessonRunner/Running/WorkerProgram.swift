/// The program that becomes a lesson's process when it receives a ``WorkerRequest``.
public struct WorkerProgram: Sendable {
  /// The path of the program.
  public var executable: String
  /// The arguments before the lesson's name.
  public var arguments: [String]
  /// The environment variables that it gets in addition to those of the running process.
  public var environment: [String: String]

  /// Describes a program, by default one whose `main` is ``LessonTool/LessonsCommand``.
  public init(
    executable: String, arguments: [String] = [WorkerRequest.command], environment: [String: String] = [:]
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }
}
