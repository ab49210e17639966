import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Large loops are split between threads: by rows, so that no result depends on the number of threads.
enum Threads {
  /// As many processors as Linux can name to a program.
  private static let limit = 1024

  /// The number of threads: `LESSONS_THREADS`, else one for each processor that the program may use.
  ///
  /// Stops the program where `LESSONS_THREADS` is no number from 1 to the limit.
  static let count: Int = {
    guard let value = getenv("LESSONS_THREADS").map({ String(cString: $0) }), !value.isEmpty else {
      return Swift.min(Swift.max(1, Int(ck_processors())), limit)
    }
    guard let number = Int(value), (1...limit).contains(number) else {
      fatalError(
        "LESSONS_THREADS: '\(value)' is no number of threads: give one from 1 to \(limit), or leave it unset")
    }
    return number
  }()

  private static let pool = ThreadPool(workerCount: count - 1)

  /// Work that costs less, some three microseconds, is done by one thread.
  private static let leastCost = 1 << 18

  /// Does all rows of a loop, in pieces that threads take.
  ///
  /// - Parameters:
  ///   - unit: pieces are of a multiple of this number of rows, but for the last.
  ///   - least: a piece has about this number of rows or more, where each thread gets one.
  ///   - cost: that of a row: a ``Cost`` times its elements.
  ///   - work: does some of the rows; several threads may call it at once.
  @inline(__always)
  static func split(
    _ rows: Int, by unit: Int = 1, atLeast least: Int = 1, cost: Int, _ work: (Range<Int>) -> Void
  ) {
    guard rows > unit, rows * cost >= leastCost, count > 1 else { return work(0..<rows) }
    splitLarge(rows, unit, least, cost, work)
  }

  private static func splitLarge(_ rows: Int, _ unit: Int, _ least: Int, _ cost: Int, _ work: (Range<Int>) -> Void) {
    let units = (rows + unit - 1) / unit
    // Small loops in one piece a thread; large ones in more, as one of the threads may be slower.
    let most = rows * cost < leastCost << 5 ? count : Swift.max(count, Swift.min(4 * count, rows / least))
    let pieces = Swift.min(units, most)
    pool.run(pieces) { piece in
      // The calling thread begins first, so it gets the larger part.
      let (first, end) = ((units * piece + pieces - 1) / pieces, (units * (piece + 1) + pieces - 1) / pieces)
      work(unit * first..<Swift.min(rows, unit * end))
    }
  }
}
