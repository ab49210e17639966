/// How often numbers fall into ranges of equal width.
public struct Histogram: FigureConvertible, Codable, Equatable, Sendable {
  /// What the numbers are.
  public var title: String
  /// The numbers; those that are not finite are left out.
  public var values: [Double]
  /// Into how many ranges they are sorted; at least one.
  public var bins: Int

  /// A histogram of the given numbers.
  public init(_ title: String, _ values: [Double], bins: Int = 20) {
    self.title = title
    self.values = values
    self.bins = max(1, bins)
  }

  /// How many numbers fall into each range, from the least number to the largest.
  public var counts: [Int] {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let largest = finite.max() else { return [] }
    var counts = [Int](repeating: 0, count: bins)
    for value in finite {
      // Halves, as the distance of the largest numbers there are is none.
      let share = largest > least ? (value / 2 - least / 2) / (largest / 2 - least / 2) : 0
      counts[min(bins - 1, Int(share * Double(bins)))] += 1
    }
    return counts
  }

  /// The figure.
  public var figure: Figure { .histogram(self) }

  var summary: String { "[histogram \"\(title)\", \(values.count) numbers in \(bins) bins, \(range(of: values))]" }
}
