import LessonFormat

/// Writes the outputs of cells into their lessons' files.
public struct Recorder: Sendable {
  private let requestedVariant: String?
  private let isDryRun: Bool

  /// Creates a recorder.
  ///
  /// - Parameters:
  ///   - requestedVariant: the variant that the user asked for, or nil for none.
  ///   - isDryRun: whether to write nothing.
  public init(requestedVariant: String?, isDryRun: Bool) {
    self.requestedVariant = requestedVariant
    self.isDryRun = isDryRun
  }

  /// Records the results of a lesson's cells.
  ///
  /// - Returns: The changes that were or would be made to the file.
  /// - Throws: ``RecordingFailure``; the file is then unchanged.
  public func record(_ plan: LessonPlan, _ results: [CellResult]) throws(RecordingFailure) -> Recording {
    guard let location = plan.location else { throw .noFile(lesson: plan.lesson.name) }
    let file = LessonFile(path: location, name: plan.lesson.file)
    if !isDryRun { try file.removeLeftover() }
    let recording = try Recording(of: results, in: plan.lesson, variant: variant(for: plan))
    if !isDryRun, !recording.edits.isEmpty { try file.replace(plan.lesson.source.bytes, with: recording.bytes) }
    return recording
  }

  /// Returns the variant to record.
  ///
  /// A lesson without outputs for the stand-in does not depend on it, unless its author asks for them.
  private func variant(for plan: LessonPlan) -> String? {
    let isKnown = plan.lesson.cells.contains { $0.outputs.contains { $0.variant == plan.options.variant } }
    return requestedVariant ?? (isKnown ? plan.options.variant : nil)
  }
}
