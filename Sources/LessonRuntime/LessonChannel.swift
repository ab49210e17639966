import Synchronization

/// What a cell tells the runner besides what it prints.
public enum CellMessage: Equatable, Sendable {
  case figure(Figure)
  case progress(done: Int, total: Int)
}

/// The connection between a cell and the runner; outside a lesson there is none.
public enum LessonChannel {
  private struct Connection {
    var variant: String?
    var receive: @Sendable (CellMessage) -> Void
  }

  private static let connection = Mutex<Connection?>(nil)

  /// Connects this process's cells with a runner.
  ///
  /// - Parameters:
  ///   - variant: the variant that the lesson runs with; nil for none.
  ///   - receive: takes what cells tell.
  public static func open(variant: String?, receive: @escaping @Sendable (CellMessage) -> Void) {
    connection.withLock { $0 = Connection(variant: variant, receive: receive) }
  }

  /// The variant that the lesson runs with, such as `stand-in`; nil for none.
  public static var variant: String? { connection.withLock { $0?.variant } }

  /// Tells the runner something; false where there is none.
  @discardableResult
  static func send(_ message: CellMessage) -> Bool {
    guard let receive = connection.withLock({ $0?.receive }) else { return false }
    receive(message)
    return true
  }
}
