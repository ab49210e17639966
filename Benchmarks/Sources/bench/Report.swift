import Foundation

/// What a run has measured, as `results.json` has it.
struct Report: Codable {
  /// What PyTorch says of itself; nil where there was none.
  var rival: String?
  var machine: Machine
  var measurements: [Measurement]

  /// Reads reports; says why it cannot, and ends.
  static func read(_ paths: [String]) -> [Report] {
    paths.map { path in
      do {
        return try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(filePath: path)))
      } catch {
        say("\(path): \(error)")
        exit(1)
      }
    }
  }

  /// The medians of several runs on one machine, of which there is at least one.
  static func medians(of reports: [Report]) -> Report {
    var result = reports[0]
    result.machine = Machine.best(of: reports.map(\.machine))
    var names: [String] = []
    for measurement in reports.flatMap(\.measurements) where !names.contains(measurement.name) {
      names.append(measurement.name)
    }
    result.measurements = names.map { name in
      Measurement.medians(of: reports.flatMap(\.measurements).filter { $0.name == name }, on: result.machine)
    }
    return result
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension Machine {
  /// The best of several measurements of one machine: what it can do at most does not become less because something disturbs a measurement.
  static func best(of machines: [Machine]) -> Machine {
    func best(_ rates: [Rate]) -> Rate {
      Rate(oneCore: rates.map(\.oneCore).max() ?? 0, allCores: rates.map(\.allCores).max() ?? 0)
    }
    var result = machines[0]
    result.gigaflops = best(machines.map(\.gigaflops))
    for index in result.copies.indices {
      result.copies[index].gigabytes = best(machines.map { $0.copies[index].gigabytes })
    }
    return result
  }
}

extension Measurement {
  /// The medians of several measurements of one workload; the ratio is the median of the ratios.
  static func medians(of measurements: [Measurement], on machine: Machine) -> Measurement {
    var result = measurements[0]
    result.minimum = measurements.map(\.minimum).min() ?? result.minimum
    result.median = measurements.map(\.median).median
    let all = measurements.flatMap(\.rivals)
    result.rivals = result.rivals.map { times in
      let same = all.filter { $0.variant == times.variant }
      return RivalTimes(
        variant: times.variant, minimum: same.map(\.minimum).min() ?? times.minimum, median: same.map(\.median).median)
    }
    let shares = measurements.compactMap(\.shareOfPeak)
    result.shareOfPeak = shares.isEmpty ? nil : shares.median
    result.finish(on: machine)
    let ratios = measurements.compactMap(\.ratio)
    result.ratio = ratios.isEmpty ? nil : ratios.median
    result.lowestRatio = ratios.min()
    result.highestRatio = ratios.max()
    return result
  }
}
