#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the numbers of a tensor are written, so that they stand in columns.
///
/// PyTorch: `_tensor_str._Formatter`.
struct NumberFormat {
  /// How many characters a number takes at least.
  private(set) var width = 1
  private var style = Style.integral

  private enum Style {
    /// `2.`: all numbers are whole.
    case integral
    case fixed
    /// `1.5708e-02`: the numbers differ too much in size for one column of fixed ones.
    case scientific
  }

  private static let precision = 4

  /// The format for float32 numbers.
  init(_ numbers: [Float]) {
    let sizes = numbers.filter { $0.isFinite && $0 != 0 }.map { Double($0) }
    guard let largest = sizes.map(abs).max(), let smallest = sizes.map(abs).min() else { return }
    if largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4 {
      style = .scientific
    } else if sizes.contains(where: { $0 != $0.rounded() }) {
      style = .fixed
    }
    width = sizes.map { text(Float($0)).utf8.count }.max() ?? 1
  }

  /// The format for texts of integers or truth values.
  init(_ texts: [String]) { width = texts.map(\.utf8.count).max() ?? 1 }

  /// The number in as few characters as the style allows.
  private func text(_ number: Float) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    switch style {
    case .integral: return cFormat("%.0f", Double(number)) + "."
    case .fixed: return cFormat("%.*f", Self.precision, Double(number))
    case .scientific: return cFormat("%.*e", Self.precision, Double(number))
    }
  }

  /// The number as it stands in its column.
  func padded(_ number: Float) -> String { padded(text(number)) }

  /// The text as it stands in its column.
  func padded(_ text: String) -> String { String(repeating: " ", count: max(0, width - text.utf8.count)) + text }
}

/// Formats with C's `printf`, which rounds as Python does.
private func cFormat(_ format: String, _ arguments: any CVarArg...) -> String {
  withVaList(arguments) { list in
    var buffer = [CChar](repeating: 0, count: 400)
    let count = Int(vsnprintf(&buffer, buffer.count, format, list))
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
