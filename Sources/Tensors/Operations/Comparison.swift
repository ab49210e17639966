infix operator .== : ComparisonPrecedence
infix operator .!= : ComparisonPrecedence
infix operator .< : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .> : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence

// Comparisons of each element with a number or with the element of another tensor, the shapes broadcast. They give bool.
//
// As in PyTorch, int64 is compared exactly with integers, and as float32 with a number that has a fraction and with tensors of float32.
extension Tensor {
  /// Whether elements are equal.
  ///
  /// PyTorch: `==`.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".==", ==, ==) }
  /// Whether each element equals a number, as float32.
  public static func .== (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x == b } }
  /// Whether each element equals a whole number; integers are compared exactly.
  public static func .== (a: Tensor, b: Int) -> Tensor { compare(a, b, ==, ==) }

  /// Whether elements differ.
  ///
  /// PyTorch: `!=`.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".!=", !=, !=) }
  /// Whether each element differs from a number, as float32.
  public static func .!= (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x != b } }
  /// Whether each element differs from a whole number; integers are compared exactly.
  public static func .!= (a: Tensor, b: Int) -> Tensor { compare(a, b, !=, !=) }

  /// Whether the first element is smaller.
  ///
  /// PyTorch: `<`.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".<", <, <) }
  /// Whether each element is smaller than a number, as float32.
  public static func .< (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x < b } }
  /// Whether each element is smaller than a whole number; integers are compared exactly.
  public static func .< (a: Tensor, b: Int) -> Tensor { compare(a, b, <, <) }

  /// Whether the first element is smaller or equal.
  ///
  /// PyTorch: `<=`.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".<=", <=, <=) }
  /// Whether each element is at most a number, as float32.
  public static func .<= (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x <= b } }
  /// Whether each element is at most a whole number; integers are compared exactly.
  public static func .<= (a: Tensor, b: Int) -> Tensor { compare(a, b, <=, <=) }

  /// Whether the first element is larger.
  ///
  /// PyTorch: `>`.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".>", >, >) }
  /// Whether each element is larger than a number, as float32.
  public static func .> (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x > b } }
  /// Whether each element is larger than a whole number; integers are compared exactly.
  public static func .> (a: Tensor, b: Int) -> Tensor { compare(a, b, >, >) }

  /// Whether the first element is larger or equal.
  ///
  /// PyTorch: `>=`.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".>=", >=, >=) }
  /// Whether each element is at least a number, as float32.
  public static func .>= (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x >= b } }
  /// Whether each element is at least a whole number; integers are compared exactly.
  public static func .>= (a: Tensor, b: Int) -> Tensor { compare(a, b, >=, >=) }

  private static func compare(
    _ a: Tensor, _ b: Tensor, _ symbol: StaticString, _ floats: (Float, Float) -> Bool, _ integers: (Int, Int) -> Bool
  ) -> Tensor {
    if a.dtype == .float32 || b.dtype == .float32 { return a.float().broadcast(b.float(), symbol, floats) }
    return a.integers().broadcast(b.integers(), symbol, integers)
  }

  private static func compare(
    _ a: Tensor, _ b: Int, _ floats: (Float, Float) -> Bool, _ integers: (Int, Int) -> Bool
  ) -> Tensor {
    let number = Float(b)
    return a.dtype == .float32 ? a.mapped { floats($0, number) } : a.integers().mapped { integers($0, b) }
  }

  /// The elements of a tensor of int64 or bool as int64.
  private func integers() -> Tensor { dtype == .bool ? mapped { (element: Bool) in element ? 1 : 0 } : self }

  /// Whether all elements of two tensors of float32 differ by at most `atol + rtol · |other|`.
  ///
  /// Infinities are close to themselves, NaN to nothing. The shapes are broadcast.
  ///
  /// PyTorch: `torch.allclose`.
  public func allClose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8) -> Bool {
    requireFloat(in: "allClose")
    other.requireFloat(in: "allClose")
    let close = broadcast(other, "allClose") { (a: Float, b: Float) in
      a == b || (b.isFinite && (Double(a) - Double(b)).magnitude <= atol + rtol * Double(b).magnitude)
    }
    return close.withElements(Bool.self) { $0.allSatisfy { $0 } }
  }
}
