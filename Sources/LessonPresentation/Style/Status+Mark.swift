import LessonRunner

extension Status {
  /// The sign that stands for the status in lists.
  package var mark: String {
    switch self {
    case .pass: "✓"
    case .skip: "–"
    case .fail, .error, .crash, .timeout: "✗"
    }
  }

  /// The role whose colour the status has.
  package var role: StyleRole {
    switch self {
    case .pass: .success
    case .skip: .warning
    case .fail, .error, .crash, .timeout: .failure
    }
  }
}

extension Style {
  /// The mark of a status in its colour.
  package func mark(_ status: Status) -> String { styled(status.mark, TextAttributes(role: status.role)) }
}
