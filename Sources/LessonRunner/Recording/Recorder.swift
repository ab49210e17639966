import LessonFormat

/// Writes what cells printed into the files of their lessons.
public struct Recorder: Sendable {
  private let requestedVariant: String?
  private let isDryRun: Bool

  /// - Parameters:
  ///   - requestedVariant: the variant whose outputs a person asked for; nil where they asked for none.
  ///   - isDryRun: whether nothing is written.
  public init(requestedVariant: String?, isDryRun: Bool) {
    self.requestedVariant = requestedVariant
    self.isDryRun = isDryRun
  }

  /// Records what came of a lesson's cells.
  ///
  /// - Returns: what changed in the file, or would change.
  /// - Throws: ``RecordingFailure``; the file is as it was then.
  public func record(_ plan: LessonPlan, _ results: [CellResult]) throws(RecordingFailure) -> Recording {
    guard let location = plan.location else { throw .noFile(lesson: plan.lesson.name) }
    let file = LessonFile(path: location, name: plan.lesson.file)
    if !isDryRun { file.removeLeftover() }
    let recording = try Recording(of: results, in: plan.lesson, variant: variant(for: plan))
    if !isDryRun, !recording.edits.isEmpty { try file.replace(plan.lesson.source.bytes, with: recording.bytes) }
    return recording
  }

  /// A lesson that says nothing of the stand-in does not depend on it, unless its author asks for its outputs.
  private func variant(for plan: LessonPlan) -> String? {
    let isKnown = plan.lesson.cells.contains { $0.outputs.contains { $0.variant == plan.options.variant } }
    return requestedVariant ?? (isKnown ? plan.options.variant : nil)
  }
}
