import Figures
import Foundation
import TextFormatting

/// A mapping from numbers to positions between 0 and 1.
struct Axis {
  /// The smallest and the largest number that is drawn.
  let range: ClosedRange<Double>
  private let isLogarithmic: Bool

  /// Creates an axis for the given numbers; fails if none of them can be drawn.
  init?(_ numbers: [Double], isLogarithmic: Bool = false, fromZero: Bool = false) {
    let drawn = numbers.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard let smallest = drawn.min(), let largest = drawn.max() else { return nil }
    range = fromZero ? min(0, smallest)...max(0, largest) : smallest...largest
    self.isLogarithmic = isLogarithmic
  }

  /// Returns the position of a number, or nil if it is not drawn.
  func position(of number: Double) -> Double? {
    guard number.isFinite, !isLogarithmic || number > 0 else { return nil }
    guard range.upperBound > range.lowerBound else { return 0 }
    return scaled(number).share(of: scaled(range.lowerBound)...scaled(range.upperBound))
  }

  private func scaled(_ number: Double) -> Double {
    isLogarithmic ? log(number) : number
  }

  /// Returns about `count` round numbers within the range: multiples of 1, 2 or 5 times a power of ten.
  func ticks(_ count: Int) -> [Double] {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else { return [range.lowerBound] }
    if isLogarithmic, range.upperBound / range.lowerBound >= 10 {
      let powers = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
      let factors = powers.count > 3 ? [1.0] : [1.0, 2, 5]
      return powers.flatMap { power in factors.map { $0 * pow(10, Double(power)) } }.filter(range.contains)
    }
    let power = pow(10, log10(width / Double(count)).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { width / $0 <= 1.4 * Double(count) } ?? 10 * power
    let first = (range.lowerBound / step).rounded(.up)
    return stride(from: first, through: (range.upperBound / step).rounded(.down), by: 1).map { $0 * step }
  }

  /// Returns round numbers with their labels, which all have the same number of digits after the decimal point.
  func labelledTicks(_ count: Int) -> [(number: Double, label: String)] {
    let ticks = ticks(count)
    let largest = ticks.map(abs).max() ?? 0
    guard !isLogarithmic, ticks.count > 1, largest < 1e6, case let step = ticks[1] - ticks[0], step >= 0.0001 else {
      return ticks.map { ($0, Self.label($0)) }
    }
    let digits = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    return ticks.map { ($0, $0.fixed(digits)) }
  }

  /// Returns a number with about three digits, as an axis shows it.
  static func label(_ number: Double) -> String {
    let size = abs(number)
    if size != 0, size < 0.001 || size >= 1e6 { return (number < 0 ? "-" : "") + scientific(size) }
    return number.fixed(size >= 100 || number == number.rounded() ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
  }
}
