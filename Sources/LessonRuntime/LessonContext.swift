/// What happens to the cells of a compiled lesson while it runs, in order.
public enum CellEvent: Equatable, Sendable {
  /// The cell with this index begins.
  case started(Int)
  /// The cell with this index came to its end.
  case ended(Int)
  /// The cell with this index threw; the text is the error's description.
  case threw(Int, String)
}

/// Ends a lesson after the last wanted cell.
struct LessonStop: Error {}

/// What a compiled lesson calls to report its progress and to show values.
public final class LessonContext {
  /// The index of the running cell; nil between cells and after the last.
  public private(set) var current: Int?
  /// Whether the lesson came to its last line or to the last wanted cell.
  public private(set) var isFinished = false
  private let last: Int
  private let tell: (CellEvent) -> Void

  /// - Parameters:
  ///   - last: the index of the last cell to run.
  ///   - tell: takes each event.
  public init(through last: Int, tell: @escaping (CellEvent) -> Void) {
    self.last = last
    self.tell = tell
  }

  // MARK: - What compiled lessons call

  /// Ends the running cell and begins the next one.
  ///
  /// - Throws: an error that ends the lesson where the next one is not wanted.
  public func next(_ cell: Int) throws {
    end()
    if cell > last {
      isFinished = true
      throw LessonStop()
    }
    current = cell
    tell(.started(cell))
  }

  /// Notes the error of a cell that is expected to throw; the lesson goes on.
  public func caught(_ error: any Error) throws {
    if error is LessonStop { throw error }
    failed(with: error)
  }

  /// Ends the last cell.
  public func finish() throws {
    end()
    isFinished = true
  }

  /// Shows the value of a cell's last expression as a notebook does; nothing shows nothing.
  public func show(_: Void) {}

  /// Shows the value of a cell's last expression as a notebook does.
  public func show<Value>(_ value: Value) {
    if let text = shownText(value) { print(text) }
  }

  // MARK: - What the runner calls

  /// Notes what ended the lesson's function.
  public func failed(with error: any Error) {
    if error is LessonStop { return }
    if let cell = current { tell(.threw(cell, String(describing: error))) }
    current = nil
  }

  private func end() {
    if let cell = current { tell(.ended(cell)) }
    current = nil
  }
}
