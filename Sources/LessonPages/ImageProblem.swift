import LessonPresentation

/// An image of a lesson's folder, or a cell's own drawing, that is not shown.
public struct ImageProblem: Equatable, Sendable {
  /// Why it is not shown.
  enum Reason: Equatable {
    case missing
    case active(HarmlessSVG.Finding)
    case drawing(cell: String, HarmlessSVG.Finding)
  }

  /// The path as it is in the lesson, or what the drawing shows.
  let path: String
  let reason: Reason

  /// The sentence for the lesson's author.
  public var message: String {
    switch reason {
    case .missing: "there is no image '\(path)': add it, or remove it from the lesson"
    case .active(let finding):
      "the image '\(path)' is not shown, because in line \(finding.line) it has \(finding.what), which could run or load something "
        + "where the image is opened: remove that, or save the image as PNG"
    case .drawing(let cell, let finding):
      "the drawing [\(path)] of cell '\(cell)' is shown as its text, because line \(finding.line) of its SVG has \(finding.what): "
        + "an SVG has to be well-formed, and must neither run nor load anything"
    }
  }
}
