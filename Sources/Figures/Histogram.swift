import TextFormatting

/// The number of values in each of several ranges of equal width.
public struct Histogram: FigureConvertible, Codable, Equatable, Sendable {
  /// What the numbers represent.
  public var title: String
  /// The numbers; those that are not finite are ignored.
  public var values: [Double]
  /// The number of ranges; at least one.
  public var bins: Int

  /// Creates a histogram of the given numbers.
  public init(_ title: String, _ values: [Double], bins: Int = 20) {
    self.title = title
    self.values = values
    self.bins = max(1, bins)
  }

  /// The number of values in each range, from the smallest value to the largest.
  public var counts: [Int] {
    let finite = values.filter(\.isFinite)
    guard let smallest = finite.min(), let largest = finite.max() else { return [] }
    var counts = [Int](repeating: 0, count: bins)
    for value in finite {
      let share = largest > smallest ? value.share(of: smallest...largest) : 0
      counts[min(bins - 1, Int(share * Double(bins)))] += 1
    }
    return counts
  }

  /// The figure.
  public var figure: Figure { .histogram(self) }

  var summary: String {
    "[histogram \"\(title)\", \(pluralized(values.count, "number")) in \(pluralized(bins, "bin")), \(range(of: values))]"
  }
}
