/// An event of a running lesson.
public enum CellEvent: Equatable, Sendable {
  /// The cell with this index began.
  case started(Int)
  /// The cell with this index reached its end.
  case ended(Int)
  /// The cell with this index threw; the text is the error's description.
  case threw(Int, String)
}

/// The error that ends a lesson after the last selected cell.
struct LessonStop: Error {}

/// The context that a compiled lesson uses to report its progress and to show values.
public final class LessonContext {
  /// The index of the running cell, or nil between cells and after the last.
  public private(set) var current: Int?
  /// Whether the lesson reached its last line or completed the last selected cell.
  public private(set) var isFinished = false
  private let last: Int
  /// Whether the last cell is an exercise whose starter is tried instead of its solution.
  private let triesStarter: Bool
  private let handle: (CellEvent) -> Void

  /// Creates the context of a run.
  ///
  /// - Parameters:
  ///   - last: the index of the last cell to run.
  ///   - triesStarter: whether that cell is an exercise whose starter is tried instead of its solution.
  ///   - handle: receives each event.
  public init(through last: Int, triesStarter: Bool = false, handle: @escaping (CellEvent) -> Void) {
    self.last = last
    self.triesStarter = triesStarter
    self.handle = handle
  }

  // MARK: - Called by compiled lessons

  /// Ends the running cell and begins the next one.
  ///
  /// - Throws: An error that ends the lesson if the next cell is not selected.
  public func next(_ cell: Int) throws {
    end()
    if cell > last {
      isFinished = true
      throw LessonStop()
    }
    current = cell
    handle(.started(cell))
  }

  /// Returns whether to try the starter of an exercise, after beginning that cell.
  public func tries(_ cell: Int) throws -> Bool {
    guard triesStarter, cell == last else { return false }
    try next(cell)
    return true
  }

  /// Ends the lesson after a starter has been tried.
  public func endTry() throws {
    end()
    isFinished = true
    throw LessonStop()
  }

  /// Says that the expectations that follow are those of a check.
  public func beginCheck(isHidden: Bool) { LessonChannel.send(.checkStarted(isHidden: isHidden)) }

  /// Reports the error of a cell that is expected to throw; the lesson continues.
  public func caught(_ error: any Error) throws {
    if error is LessonStop { throw error }
    failed(with: error)
  }

  /// Ends the last cell.
  public func finish() throws {
    end()
    isFinished = true
  }

  /// Ignores a last expression without a value.
  public func show(_: Void) {}

  /// Shows the value of a cell's last expression as a notebook does.
  public func show<Value>(_ value: Value) {
    if let text = shownText(value) { print(text) }
  }

  // MARK: - Called by the runner

  /// Reports the error that ended the lesson's function.
  public func failed(with error: any Error) {
    if error is LessonStop { return }
    if let cell = current { handle(.threw(cell, String(describing: error))) }
    current = nil
  }

  private func end() {
    if let cell = current { handle(.ended(cell)) }
    current = nil
  }
}
