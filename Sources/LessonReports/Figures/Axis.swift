import Foundation

/// How numbers become places between 0 and 1.
struct Axis {
  /// The least and the largest number that is drawn.
  let range: ClosedRange<Double>
  private let isLogarithmic: Bool

  /// Nil where there is no number to draw.
  init?(_ numbers: [Double], isLogarithmic: Bool = false, fromZero: Bool = false) {
    let drawn = numbers.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard let least = drawn.min(), let largest = drawn.max() else { return nil }
    range = fromZero ? min(0, least)...max(0, largest) : least...largest
    self.isLogarithmic = isLogarithmic
  }

  /// The place of a number; nil for one that is not drawn.
  func place(_ number: Double) -> Double? {
    guard number.isFinite, !isLogarithmic || number > 0 else { return nil }
    guard range.upperBound > range.lowerBound else { return 0 }
    let (value, least, largest) = (scaled(number), scaled(range.lowerBound), scaled(range.upperBound))
    return (value - least) / (largest - least)
  }

  private func scaled(_ number: Double) -> Double {
    isLogarithmic ? log(number) : number
  }

  /// A number with about three digits, as an axis shows it.
  static func label(_ number: Double) -> String {
    let size = abs(number)
    if size != 0, size < 0.001 || size >= 1e6 { return (number < 0 ? "-" : "") + scientific(size) }
    let digits = size >= 100 || number == number.rounded() ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
    var power = 1.0
    for _ in 0..<digits { power *= 10 }
    let value = Int((size * power).rounded())
    let fraction = String(value % Int(power))
    let pad = String(repeating: "0", count: max(0, digits - fraction.count))
    return (number < 0 && value > 0 ? "-" : "") + "\(value / Int(power))" + (digits == 0 ? "" : "." + pad + fraction)
  }
}
