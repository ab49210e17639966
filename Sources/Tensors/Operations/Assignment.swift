// Operators that change a variable. Other tensors that share its elements stay as they were.
//
// They stop the program where the result has another shape than the variable, and for a parameter, as PyTorch does while it records.
//
// PyTorch: `+=`, `-=`, `*=`, `/=`.
extension Tensor {
  /// Adds a tensor, whose shape is broadcast to the variable's.
  public static func += (a: inout Tensor, b: Tensor) { a.become(a + b, "+=") }
  /// Subtracts a tensor, whose shape is broadcast to the variable's.
  public static func -= (a: inout Tensor, b: Tensor) { a.become(a - b, "-=") }
  /// Multiplies by a tensor, whose shape is broadcast to the variable's.
  public static func *= (a: inout Tensor, b: Tensor) { a.become(a * b, "*=") }
  /// Divides by a tensor, whose shape is broadcast to the variable's.
  public static func /= (a: inout Tensor, b: Tensor) { a.become(a / b, "/=") }

  /// Adds a number to each element.
  public static func += (a: inout Tensor, b: Float) { a.become(a + b, "+=") }
  /// Subtracts a number from each element.
  public static func -= (a: inout Tensor, b: Float) { a.become(a - b, "-=") }
  /// Multiplies each element by a number.
  public static func *= (a: inout Tensor, b: Float) { a.become(a * b, "*=") }
  /// Divides each element by a number.
  public static func /= (a: inout Tensor, b: Float) { a.become(a / b, "/=") }

  /// Adds an integer to each element.
  @_disfavoredOverload
  public static func += (a: inout Tensor, b: Int) { a.become(a + b, "+=") }
  /// Subtracts an integer from each element.
  @_disfavoredOverload
  public static func -= (a: inout Tensor, b: Int) { a.become(a - b, "-=") }
  /// Multiplies each element by an integer.
  @_disfavoredOverload
  public static func *= (a: inout Tensor, b: Int) { a.become(a * b, "*=") }
  /// Divides each element by an integer.
  @_disfavoredOverload
  public static func /= (a: inout Tensor, b: Int) { a.become(a / b, "/=") }

  private mutating func become(_ result: Tensor, _ operation: StaticString) {
    guard !isParameter else {
      fatalError(
        "\(operation): a parameter (shape \(shape.sizes)) is changed by an optimizer only: make a new one of the result with asParameter()"
      )
    }
    guard result.shape == shape else {
      fatalError(
        "\(operation): the result of shape \(result.shape.sizes) does not fit the variable of shape \(shape.sizes)")
    }
    self = result
  }
}
