/// Finds what a person most likely meant.
public enum Suggestion {
  /// Returns the candidate nearest to a word, or nil if none is near enough to suggest.
  ///
  /// A candidate is near if at most two edits (insert, delete, replace, swap neighbours), and no more than half the
  /// length of the word, separate the two, or if the candidate begins with the word.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    guard word.utf8.count <= longestWord else { return nil }
    let limit = min(2, word.count / 2)
    let ranked = candidates.map { (candidate: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit { return best.candidate }
    return candidates.first { word.count > 2 && $0.hasPrefix(word) }
  }

  /// The longest word for which a suggestion is sought, which bounds the time.
  private static let longestWord = 100

  /// Returns the number of edits between two words, with a swap of neighbours counted as one (Damerau, 1964).
  static func distance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var rows = [Array(0...b.count)]
    for i in a.indices.map({ $0 + 1 }) {
      var row = [i]
      for j in b.indices.map({ $0 + 1 }) {
        var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
