import CPeak
import Foundation

/// What the machine can do at most, measured by loops that do nothing else.
///
/// What is measured is comparable with another machine's as a share of this.
struct Machine: Codable {
  /// What one core does alone, and what all do at once.
  struct Rate: Codable {
    var oneCore: Double
    var allCores: Double
  }

  /// How fast arrays are copied.
  struct Copy: Codable {
    /// Bytes that are read and written each time, by each core.
    var bytes: Int
    /// Thousands of millions of bytes a second, read and written.
    var gigabytes: Rate
  }

  var processor: String
  var cores: Int
  /// The value of `LESSONS_CPU`, which selects the vectors of a lesser processor.
  var vectors: String?
  /// Thousands of millions of floating-point operations a second.
  var gigaflops: Rate
  /// Copies that fit the second level of a cache, the third, and none.
  var copies: [Copy]

  /// Measures the machine, which takes five seconds.
  static func measure() -> Machine {
    let environment = ProcessInfo.processInfo.environment
    return Machine(
      processor: processorName, cores: ProcessInfo.processInfo.activeProcessorCount,
      vectors: environment["LESSONS_CPU"],
      gigaflops: rate(multiplyAdds),
      copies: [256 << 10, 4 << 20, 256 << 20].map { bytes in
        // Where no cache has room, the system's function writes past them.
        let rates = [copying { peak_copy($0, $1, $2) }, copying { _ = memcpy($0, $1, $2) }].map { copy in
          rate { copy(bytes / 2) }
        }
        return Copy(
          bytes: bytes,
          gigabytes: Rate(
            oneCore: rates.map(\.oneCore).max() ?? 0, allCores: rates.map(\.allCores).max() ?? 0))
      })
  }

  /// What all cores do together at this moment, in thousands of millions of floating-point operations a second.
  ///
  /// The best of a few tries, since a thread that was just woken may share a core with another for some milliseconds.
  static func currentPeak() -> Double {
    best(of: 5, .milliseconds(10), cores: ProcessInfo.processInfo.activeProcessorCount, multiplyAdds)
  }

  /// Work that is only fused multiply-adds in registers, and returns the number of operations.
  private static func multiplyAdds() -> () -> Double {
    var sink: Float = 1e-3
    return { peak_run(20_000, &sink) }
  }

  /// The rate of copies for something that reads and writes so many bytes: that of the size next to it.
  func copy(of bytes: Double) -> Copy? {
    copies.min { abs(log(Double($0.bytes) / bytes)) < abs(log(Double($1.bytes) / bytes)) }
  }

  /// Lines of text.
  var description: String {
    func both(_ rate: Rate, _ unit: String) -> String {
      String(format: "%.0f \(unit) with one core, %.0f with all", rate.oneCore, rate.allCores)
    }
    let lines =
      ["\(processor), \(cores) cores\(vectors.map { ", LESSONS_CPU=\($0)" } ?? "")"]
      + ["peak: " + both(gigaflops, "GFLOP/s")]
      + copies.map { "copying \($0.bytes >> 10) KiB, read and written: " + both($0.gigabytes, "GB/s") }
    return lines.joined(separator: "\n")
  }

  /// A function that makes arrays of some bytes, and returns one that copies them and returns the bytes read and written.
  private static func copying(
    _ copy: @escaping (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
  ) -> (Int) -> () -> Double {
    return { bytes in
      let (source, destination) = (Pages(bytes), Pages(bytes))
      return {
        copy(destination.start, source.start, bytes)
        return Double(2 * bytes)
      }
    }
  }

  /// The best rate of seven tries of work that each core makes for itself, in thousands of millions a second.
  private static func rate(_ make: () -> () -> Double) -> Rate {
    func rate(_ cores: Int) -> Double { best(of: 7, .milliseconds(50), cores: cores, make) }
    return Rate(oneCore: rate(1), allCores: rate(ProcessInfo.processInfo.activeProcessorCount))
  }

  /// The best of some tries of a length, in which each core does the work that it has made for itself.
  private static func best(of tries: Int, _ time: Duration, cores: Int, _ make: () -> () -> Double) -> Double {
    let works = (0..<cores).map { _ in make() }
    return (0..<tries).map { _ in together(works, for: time) }.max() ?? 0
  }

  /// What all do together in a second, in thousands of millions, when they work for some time.
  private static func together(_ works: [() -> Double], for time: Duration) -> Double {
    nonisolated(unsafe) let works = works
    nonisolated(unsafe) var sum = 0.0
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: works.count) { index in
      let (start, end) = (ContinuousClock.now, ContinuousClock.now + time)
      var (done, now) = (0.0, start)
      while now < end {
        done += works[index]()
        now = .now
      }
      let rate = done / ((now - start) / .seconds(1)) / 1e9
      lock.withLock { sum += rate }
    }
    return sum
  }

  private static var processorName: String {
    #if os(macOS)
      var name = [CChar](repeating: 0, count: 256)
      var size = name.count
      guard sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 else { return "unknown processor" }
      return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #else
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
      return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    #endif
  }
}

/// Memory that begins at a page, so that no vector crosses the line of a cache.
private final class Pages {
  let start: UnsafeMutableRawPointer

  init(_ bytes: Int) {
    start = .allocate(byteCount: bytes, alignment: 4096)
    // New memory has pages only once it is written.
    memset(start, 1, bytes)
  }

  deinit { start.deallocate() }
}
