import Foundation

/// Times of a workload, in seconds, and those of the rival at its better number of threads.
struct Measurement: Codable {
  var name: String
  var minimum: Double
  var median: Double
  var rivalMinimum: Double?
  var rivalMedian: Double?
  var rivalThreads: Int?
  /// How many times as long the rival takes, by the medians.
  var ratio: Double?
  /// Floating-point operations a second, in thousands of millions, by the minimum.
  var gigaflops: Double?

  /// Measures a workload and the rival's in turns.
  init(_ workload: Workload, _ rival: Rival?, rounds: Int) {
    let threads =
      workload.torch != nil && rival?.description != nil
      ? Array(Set([1, ProcessInfo.processInfo.activeProcessorCount])).sorted() : []
    var own: [Double] = []
    var others = threads.map { _ in [Double]() }
    _ = workload.measure()
    for round in 0...rounds {
      let time = workload.measure()
      if round > 0 { own.append(time) }
      for (index, count) in threads.enumerated() {
        // The first round warms up.
        guard let time = rival?.measure(workload, threads: count) else { continue }
        if round > 0 { others[index].append(time) }
      }
    }
    name = workload.name
    (minimum, median) = (own.min() ?? 0, own.median)
    gigaflops = workload.operations.map { $0 / minimum / 1e9 }
    if let best = others.indices.filter({ !others[$0].isEmpty }).min(by: { others[$0].median < others[$1].median }) {
      rivalThreads = threads[best]
      rivalMinimum = others[best].min()
      rivalMedian = others[best].median
      ratio = others[best].median / median
    }
  }

  /// Times that were measured elsewhere, and perhaps one of the rival's.
  init(_ name: String, _ times: [Double], rival: Double? = nil) {
    self.name = name
    (minimum, median) = (times.min() ?? 0, times.median)
    guard let rival else { return }
    (rivalMinimum, rivalMedian, ratio) = (rival, rival, rival / median)
  }

  /// A line of the table.
  var line: String {
    let own = "\(name.padding(toLength: 52, withPad: " ", startingAt: 0)) \(Self.time(minimum)) \(Self.time(median))"
    let rate = gigaflops.map { String(format: "  %.0f GFLOP/s", $0) } ?? ""
    guard let rivalMinimum, let rivalMedian, let ratio else { return own + rate }
    let other = "\(Self.time(rivalMinimum)) \(Self.time(rivalMedian)) \(rivalThreads.map { "\($0)" } ?? " ")"
    return own + "   " + other + "   " + String(format: "%6.1f", ratio) + rate
  }

  static let heading =
    "workload".padding(toLength: 52, withPad: " ", startingAt: 0)
    + "    minimum     median      PyTorch's, threads         ratio"

  private static func time(_ seconds: Double) -> String {
    let text =
      seconds < 1e-3
      ? String(format: "%.2f us", seconds * 1e6)
      : seconds < 1 ? String(format: "%.2f ms", seconds * 1e3) : String(format: "%.2f s", seconds)
    return String(repeating: " ", count: max(0, 10 - text.count)) + text
  }
}

extension [Double] {
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
