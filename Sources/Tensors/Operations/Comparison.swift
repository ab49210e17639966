infix operator .== : ComparisonPrecedence
infix operator .!= : ComparisonPrecedence
infix operator .< : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .> : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence

// Comparisons of each element with a number or with the element of another tensor, the shapes broadcast. They give bool.
extension Tensor {
  /// Whether elements are equal.
  ///
  /// PyTorch: `==`.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".==", ==, ==) }
  /// Whether each element equals a number.
  public static func .== (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x == b } }

  /// Whether elements differ.
  ///
  /// PyTorch: `!=`.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".!=", !=, !=) }
  /// Whether each element differs from a number.
  public static func .!= (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x != b } }

  /// Whether the first element is smaller.
  ///
  /// PyTorch: `<`.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".<", <, <) }
  /// Whether each element is smaller than a number.
  public static func .< (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x < b } }

  /// Whether the first element is smaller or equal.
  ///
  /// PyTorch: `<=`.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".<=", <=, <=) }
  /// Whether each element is at most a number.
  public static func .<= (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x <= b } }

  /// Whether the first element is larger.
  ///
  /// PyTorch: `>`.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".>", >, >) }
  /// Whether each element is larger than a number.
  public static func .> (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x > b } }

  /// Whether the first element is larger or equal.
  ///
  /// PyTorch: `>=`.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { compare(a, b, ".>=", >=, >=) }
  /// Whether each element is at least a number.
  public static func .>= (a: Tensor, b: Float) -> Tensor { a.float().mapped { (x: Float) in x >= b } }

  private static func compare(
    _ a: Tensor, _ b: Tensor, _ symbol: StaticString, _ floats: (Float, Float) -> Bool, _ integers: (Int, Int) -> Bool
  ) -> Tensor {
    a.dtype == .int64 && b.dtype == .int64
      ? a.broadcast(b, symbol, integers) : a.float().broadcast(b.float(), symbol, floats)
  }

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
