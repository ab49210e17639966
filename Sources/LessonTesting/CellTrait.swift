import Testing

/// The trait of a cell's test case.
public struct CellTrait: TestTrait {
  let lesson: TestedLesson
  let id: String

  /// Selects the cell, before any case runs, so that a file's process runs no further than it has to.
  public func prepare(for test: Test) async throws {
    guard let reason = lesson.select(id) else { return }
    try await ConditionTrait.disabled(Comment(rawValue: reason)).prepare(for: test)
  }
}
