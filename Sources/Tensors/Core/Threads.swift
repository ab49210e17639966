import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Large loops are split between threads: by rows, so that no result depends on the number of threads.
enum Threads {
  /// The number of threads: `LESSONS_THREADS`, else one for each processor that the program may use.
  static let count: Int = {
    if let text = getenv("LESSONS_THREADS"), let number = Int(String(cString: text)), number > 0 { return number }
    return Swift.max(1, Int(ck_processors()))
  }()

  private static let pool = ThreadPool(workerCount: count - 1)

  /// Work that costs less, some ten microseconds, is done by one thread.
  private static let leastCost = 1 << 20

  /// Does all rows of a loop, in pieces that threads take.
  ///
  /// - Parameters:
  ///   - cost: that of a row: a ``Cost`` times its elements.
  ///   - work: does some of the rows; several threads may call it at once.
  static func split(_ rows: Int, cost: Int, _ work: (Range<Int>) -> Void) {
    guard rows > 1, rows * cost >= leastCost, count > 1 else { return work(0..<rows) }
    let pieces = Swift.min(rows, 4 * count)
    pool.run(pieces) { piece in work(rows * piece / pieces..<rows * (piece + 1) / pieces) }
  }
}
