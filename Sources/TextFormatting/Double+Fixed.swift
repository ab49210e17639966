extension Double {
  /// Returns the number with a fixed number of digits after the decimal point, from 0 to 6.
  ///
  /// Very large numbers are written as Swift prints them.
  package func fixed(_ digits: Int) -> String {
    let power = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][digits]
    guard abs(self) < 1e15, abs(self) * Double(power) < 0x1p62 else { return "\(self)" }
    let value = Int((abs(self) * Double(power)).rounded())
    let fraction = String(value % power)
    let padding = String(repeating: "0", count: max(0, digits - fraction.count))
    return (self < 0 && value > 0 ? "-" : "") + "\(value / power)" + (digits == 0 ? "" : "." + padding + fraction)
  }
}
