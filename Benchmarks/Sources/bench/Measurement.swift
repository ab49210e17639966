import Foundation

/// Times of a workload, in seconds, and those of the rival's variants.
struct Measurement: Codable {
  /// The rival's times in one variant.
  struct RivalTimes: Codable {
    /// Nil for a rival that has only one.
    var variant: Rival.Variant?
    var minimum: Double
    var median: Double
  }

  /// A variant that takes longer than this many times the best one's time, when both warm up, is not measured further.
  private static let hopeless = 2.0

  var name: String
  var minimum: Double
  var median: Double
  /// The rival's best variant, by the median.
  var rival: RivalTimes?
  /// All variants of the rival that could be run.
  var rivals: [RivalTimes] = []
  /// How many times as long the rival takes, by the medians.
  var ratio: Double?
  /// The least and the greatest ratio of several runs.
  var lowestRatio: Double?
  var highestRatio: Double?
  /// Which of the tables it belongs to.
  var group: Workload.Group
  /// Floating-point operations each time, where they are known.
  var operations: Double?
  /// Bytes that must be read and written each time, where they are known.
  var bytes: Double?
  /// The share of all cores' peak: the median over the rounds, before each of which the peak is measured anew, because clocks change.
  var shareOfPeak: Double?
  /// The share of the speed at which all cores copy arrays of such a size, by the median.
  var shareOfCopy: Double?

  /// Measures a workload and the rival's in turns.
  init(_ workload: Workload, _ rival: Rival?, rounds: Int, on machine: Machine) {
    var own: [Double] = []
    var others: [(variant: Rival.Variant, warmUp: Double, times: [Double])] = []
    _ = workload.measure()
    for variant in rival?.variants(of: workload) ?? [] {
      guard let first = rival?.measure(workload, variant) else { continue }
      // Twice, because a single time may be far too long, above all the first with two threads.
      others.append((variant, min(first, rival?.measure(workload, variant) ?? first), []))
    }
    let best = others.map(\.warmUp).min() ?? 0
    var peaks: [Double] = []
    for _ in 0..<rounds {
      if workload.operations != nil { peaks.append(Machine.currentPeak()) }
      own.append(workload.measure())
      for index in others.indices where others[index].warmUp <= Self.hopeless * best {
        guard let time = rival?.measure(workload, others[index].variant) else { continue }
        others[index].times.append(time)
      }
    }
    name = workload.name
    (minimum, median) = (own.min() ?? 0, own.median)
    (group, operations, bytes) = (workload.group, workload.operations, workload.bytes)
    rivals = others.map { variant, warmUp, times in
      let times = times.isEmpty ? [warmUp] : times
      return RivalTimes(variant: variant, minimum: times.min() ?? warmUp, median: times.median)
    }
    shareOfPeak = operations.map { operations in zip(own, peaks).map { operations / $0 / 1e9 / $1 }.median }
    finish(on: machine)
  }

  /// Times of a program that were measured elsewhere, and perhaps one of the rival's.
  init(_ name: String, _ times: [Double], rival: Double? = nil) {
    self.name = name
    (minimum, median) = (times.min() ?? 0, times.median)
    rivals = rival.map { [RivalTimes(variant: nil, minimum: $0, median: $0)] } ?? []
    group = .program
    finish(on: nil)
  }

  /// Sets what follows from the times.
  mutating func finish(on machine: Machine?) {
    rival = rivals.min { $0.median < $1.median }
    ratio = rival.map { $0.median / median }
    guard let machine else { return }
    shareOfCopy = bytes.flatMap { bytes in
      machine.copy(of: bytes).map { bytes / median / 1e9 / $0.gigabytes.allCores }
    }
  }

  /// A line of the table.
  var line: String {
    let own =
      "\(name.padding(toLength: max(52, name.count), withPad: " ", startingAt: 0)) \(Self.time(minimum)) \(Self.time(median))"
    let share = shareText.isEmpty ? "" : "  \(shareText)"
    guard let rival, let ratio else { return own + share }
    let label = (rival.variant?.label ?? "").padding(toLength: 21, withPad: " ", startingAt: 0)
    return own + "   " + Self.time(rival.minimum) + " " + Self.time(rival.median) + "  " + label
      + String(format: "%6.1f", ratio) + share
  }

  static let heading =
    "workload".padding(toLength: 52, withPad: " ", startingAt: 0)
    + "    minimum     median      PyTorch: minimum, median, run as         ratio  share of peak or copy"

  static func time(_ seconds: Double) -> String {
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
