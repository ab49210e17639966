import Foundation

/// What a preview is doing, for its pages to show.
struct PreviewStatus: Codable, Equatable, Sendable {
  /// What is being done.
  enum Phase: String, Codable, Sendable {
    case building, running, idle, failed
  }

  /// What is being done.
  var phase: Phase
  /// The same in a sentence.
  var text: String
  /// The compiler's words, or the problems of the lesson.
  var detail: String?
  /// The files that the compiler finds something wrong with.
  var files: Set<String> = []

  /// The form in which pages receive it.
  var encoded: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}" }
}
