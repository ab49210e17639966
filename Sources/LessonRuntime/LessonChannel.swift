import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A message from a cell to the runner, in addition to what the cell prints.
public enum CellMessage: Equatable, Sendable {
  /// The cell shows a figure.
  case figure(Figure)
  /// The note is what the cell says of its progress, such as the last loss.
  case progress(done: Int, total: Int, note: String)
  /// The cell used or kept a value that takes long to make.
  case kept(KeptOutcome)
  /// A check of an exercise begins.
  case checkStarted(isHidden: Bool)
  /// An expectation of the check was evaluated.
  case expectation(Expectation)
  /// The attempt at an exercise reached a place that is still to be filled in.
  case toDo(String)
}

/// The connection between cells and the runner, which exists only inside a lesson.
public enum LessonChannel {
  private struct Connection {
    var variant: String?
    var keptValues: (any KeptValues)?
    var receive: @Sendable (CellMessage) -> Void
  }

  private static let connection = Mutex<Connection?>(nil)

  /// Connects this process's cells with a runner.
  ///
  /// - Parameters:
  ///   - variant: the variant that the lesson runs with, or nil for none.
  ///   - keptValues: the values that cells keep between runs, or nil if they keep none.
  ///   - receive: receives the cells' messages.
  public static func open(
    variant: String?, keptValues: (any KeptValues)? = nil, receive: @escaping @Sendable (CellMessage) -> Void
  ) {
    connection.withLock { $0 = Connection(variant: variant, keptValues: keptValues, receive: receive) }
  }

  /// The variant that the lesson runs with, such as `stand-in`, or nil for none.
  public static var variant: String? { connection.withLock { $0?.variant } }

  /// The values that cells keep between runs, or nil if they keep none.
  static var keptValues: (any KeptValues)? { connection.withLock { $0?.keptValues } }

  /// Sends the result of an expectation, or prints it if there is no runner.
  static func send(_ expectation: Expectation) {
    if send(.expectation(expectation)) { return }
    print("\(expectation.isMet ? "✓" : "✗") \(expectation.sentence)")
  }

  /// Ends the process at a place that is still to be filled in.
  static func endAttempt(toDo what: String) -> Never {
    guard send(.toDo(what)) else { fatalError("to do: \(what)") }
    exit(EXIT_SUCCESS)
  }

  /// Sends a message to the runner; returns false if there is no runner.
  @discardableResult
  static func send(_ message: CellMessage) -> Bool {
    guard let receive = connection.withLock({ $0?.receive }) else { return false }
    receive(message)
    return true
  }
}
