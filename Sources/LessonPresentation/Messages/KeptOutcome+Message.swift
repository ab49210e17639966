import LessonRuntime

extension KeptOutcome {
  /// What became of a value that takes long to make, in one line.
  package var message: String {
    switch self {
    case .used(let seconds):
      "kept from an earlier run, where it took \(Duration.seconds(seconds).text); --fresh does it again"
    case .saved: "kept for the next run"
    case .notSaved(let reason): "the result cannot be kept for the next run: \(reason)"
    }
  }
}
