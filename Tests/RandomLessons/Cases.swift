#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The seeds of a test with random cases: `LESSONS_CASES` sets their number, `LESSONS_SEED` reruns one.
public enum Cases {
  /// Returns the seeds, one for each case.
  public static func seeds(_ count: Int) -> Range<UInt64> {
    if let seed = number("LESSONS_SEED") { return seed..<seed + 1 }
    return 0..<(number("LESSONS_CASES") ?? UInt64(count))
  }

  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }
}
