import Foundation

/// Two runs side by side, perhaps of two machines: times say little there, but ratios and shares do.
struct Comparison {
  let first: Report
  let second: Report

  var text: String {
    let rows = first.measurements.compactMap { one -> String? in
      guard let other = second.measurements.first(where: { $0.name == one.name }) else { return nil }
      let cells = [
        Measurement.time(one.median), Measurement.time(other.median), one.ratioText, other.ratioText, one.shareText,
        other.shareText,
      ]
      return pad(one.name, 52) + cells.map { pad($0, 14) }.joined()
    }
    let heading =
      pad("", 52)
      + ["time: first", "second", "ratio: first", "second", "share: first", "second"].map { pad($0, 14) }
      .joined()
    return (["First:", first.machine.description, "", "Second:", second.machine.description, "", heading] + rows)
      .joined(separator: "\n")
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text.padding(toLength: max(width, text.count + 1), withPad: " ", startingAt: 0)
  }
}
