import TextFormatting

/// A value that an expectation compares by its shape and its elements, as a tensor is.
///
/// A course makes its own types conform, so that the checks of its exercises can expect them:
///
/// ```swift
/// extension Tensor: ElementwiseComparable {
///   public var elementShape: [Int] { shape.dimensions }
///   public var elements: [Double] { … }
/// }
/// ```
public protocol ElementwiseComparable {
  /// The lengths of the dimensions.
  var elementShape: [Int] { get }
  /// The elements in the order of the dimensions, the last one fastest.
  var elements: [Double] { get }
}

/// The comparison of numbers within a tolerance.
struct NumberComparison {
  /// The largest difference: absolute if the expected number is 0, otherwise relative to it.
  var tolerance: Double

  /// Returns whether a number equals the expected one.
  func matches(_ actual: some BinaryFloatingPoint, _ expected: some BinaryFloatingPoint) -> Bool {
    let (actual, expected) = (Double(actual), Double(expected))
    if actual == expected || (actual.isNaN && expected.isNaN) { return true }
    // Every finite number is within a part of infinity.
    guard expected.isFinite else { return false }
    return abs(actual - expected) <= tolerance * (expected == 0 ? 1 : abs(expected))
  }

  /// Compares the numbers of two collections; the result is nil if they are equal.
  func difference<Values: Collection>(
    of actual: Values, from expected: Values
  ) -> Difference? where Values.Element: BinaryFloatingPoint {
    var difference = Difference(expected: "\(expected)", actual: "\(actual)")
    guard actual.count == expected.count else {
      difference.place = "it has \(pluralized(actual.count, "number")) instead of \(expected.count)"
      return difference
    }
    guard let (index, pair) = zip(actual, expected).enumerated().first(where: { !matches($1.0, $1.1) }) else {
      return nil
    }
    if actual.count > 1 { difference.place = "number \(index) is \(pair.0) instead of \(pair.1)" }
    return difference
  }

  /// Compares two values by their shapes and their elements; the result is nil if they are equal.
  func difference<Value: ElementwiseComparable>(of actual: Value, from expected: Value) -> Difference? {
    let shapes = (actual.elementShape, expected.elementShape)
    guard shapes.0 == shapes.1 else {
      return Difference(
        expected: "shape \(shapes.1)", actual: "shape \(shapes.0)",
        place: shapes.0.count == shapes.1.count
          ? nil : "it has \(pluralized(shapes.0.count, "dimension")) instead of \(shapes.1.count)")
    }
    let elements = (actual.elements, expected.elements)
    guard let first = elements.0.indices.first(where: { !matches(elements.0[$0], elements.1[$0]) }) else { return nil }
    var difference = Difference(expected: String(describing: expected), actual: String(describing: actual))
    if !shapes.0.isEmpty {
      let index = Self.index(first, in: shapes.0).map(String.init).joined(separator: ", ")
      difference.place =
        "element [\(index)] is \(Self.text(elements.0[first])) instead of \(Self.text(elements.1[first]))"
    }
    return difference
  }

  /// Returns the index of an element in each dimension.
  private static func index(_ position: Int, in shape: [Int]) -> [Int] {
    var (rest, index): (Int, [Int]) = (position, [])
    for length in shape.reversed() {
      index.insert(rest % length, at: 0)
      rest /= length
    }
    return index
  }

  /// Returns a number with the digits of a 32-bit one.
  private static func text(_ number: Double) -> String { "\(Float(number))" }
}
