/// The work that a comparison may still do, counted in bytes looked at.
///
/// `...` and `[..]` can match in so many places that trying them all would take hours.
final class ComparisonWork {
  /// The work that one comparison may do: several seconds.
  static let limit = 500_000_000

  private var left: Int

  init(limit: Int = ComparisonWork.limit) { left = limit }

  /// Whether the limit was reached, so that nothing more can be decided.
  var isExhausted: Bool { left < 0 }

  func spend(_ bytes: Int) { left -= bytes + 1 }
}
