import Foundation

/// The tables of the README.
struct Markdown {
  let report: Report

  var text: String {
    [
      machine, table("workload", .model), operations, table("product, rows × inner × columns", .product),
      table("program", .program),
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func measurements(_ group: Workload.Group) -> [Measurement] {
    report.measurements.filter { $0.group == group }
  }

  private var machine: String {
    let machine = report.machine
    func row(_ name: String, _ rate: Machine.Rate, _ unit: String) -> String {
      String(format: "| \(name) | %.0f \(unit) | %.0f \(unit) |", rate.oneCore, rate.allCores)
    }
    return
      (["| \(machine.processor) | one core | all \(machine.cores) |", "|---|--:|--:|"]
      + [row("multiply-adds in registers", machine.gigaflops, "GFLOP/s")]
      + machine.copies.map { row("copying \($0.bytes >> 10) KiB", $0.gigabytes, "GB/s") })
      .joined(separator: "\n")
  }

  /// A table with a row for each measurement.
  private func table(_ heading: String, _ group: Workload.Group) -> String {
    let measurements = measurements(group)
    guard !measurements.isEmpty else { return "" }
    let rows = measurements.map { measurement in
      let rival = measurement.rival
      let cells = [
        measurement.name, time(measurement.median), rival.map { time($0.median) } ?? "",
        rival?.variant?.label ?? "", measurement.ratioText, measurement.shareText,
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let titles = "| \(heading) | ours | \(group == .program ? "rival" : "PyTorch") | run as | ratio | share |"
    return ([titles, "|---|--:|--:|---|--:|--:|"] + rows).joined(separator: "\n")
  }

  /// Operations by the sizes of their tables: ratio and share.
  private var operations: String {
    let measurements = measurements(.operation)
    guard !measurements.isEmpty else { return "" }
    func parts(_ name: String) -> (operation: String, size: String) {
      let space = name.lastIndex(of: " ") ?? name.startIndex
      return (String(name[..<space]), String(name[space...].dropFirst()))
    }
    var (names, sizes) = ([String](), [String]())
    for (name, size) in measurements.map({ parts($0.name) }) {
      if !names.contains(name) { names.append(name) }
      if !sizes.contains(size) { sizes.append(size) }
    }
    let rows = names.map { name in
      let cells = sizes.map { size in
        guard let measurement = measurements.first(where: { $0.name == "\(name) \(size)" }) else { return " | " }
        return measurement.ratioText + " | " + measurement.shareText
      }
      return "| \(name) | " + cells.joined(separator: " | ") + " |"
    }
    let titles =
      "| operation | " + sizes.map { $0.replacing("x", with: " × ") + " | share" }.joined(separator: " | ") + " |"
    return ([titles, "|---|" + String(repeating: "--:|", count: 2 * sizes.count)] + rows).joined(separator: "\n")
  }

  private func time(_ seconds: Double) -> String {
    Measurement.time(seconds).trimmingCharacters(in: .whitespaces).replacing("us", with: "µs")
  }
}

extension Measurement {
  /// The ratio in two digits; bold where the rival is faster.
  var ratioText: String {
    guard let ratio else { return "" }
    let text = String(format: ratio < 1 ? "%.2f" : ratio < 9.95 ? "%.1f" : "%.0f", ratio)
    return ratio < 1 ? "**\(text)**" : text
  }

  /// What the share is of, where it is known.
  var shareText: String {
    if let share = shareOfPeak { return String(format: "%.0f %%", 100 * share) }
    if let share = shareOfCopy { return String(format: "%.0f %% (copy)", 100 * share) }
    return ""
  }
}
