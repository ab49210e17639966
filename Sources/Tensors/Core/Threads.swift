import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How large pieces of work are shared between threads: by rows, so that no result depends on their number.
enum Threads {
  /// How many threads there may be: `LESSONS_THREADS`, else one for each processor that the program may use.
  static let count: Int = {
    if let text = getenv("LESSONS_THREADS"), let number = Int(String(cString: text)), number > 0 { return number }
    return Swift.max(1, Int(ck_processors()))
  }()

  private static let crew = Crew(count - 1)

  /// Work of fewer operations than this is done by one thread: it takes some ten microseconds.
  private static let leastCost = 1 << 20

  /// Does something for each row of a range, in pieces that threads take as they come.
  ///
  /// - Parameters:
  ///   - cost: how many operations a row takes.
  ///   - work: takes some of the rows; it may be called on several threads at once.
  static func split(_ rows: Int, cost: Int, _ work: (Range<Int>) -> Void) {
    guard rows > 1, rows * cost >= leastCost, count > 1 else { return work(0..<rows) }
    let pieces = Swift.min(rows, 4 * count)
    crew.share(pieces) { piece in work(rows * piece / pieces..<rows * (piece + 1) / pieces) }
  }
}
