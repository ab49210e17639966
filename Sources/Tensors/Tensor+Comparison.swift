infix operator .== : ComparisonPrecedence

extension Tensor {
  /// Whether each element equals a number.
  ///
  /// PyTorch: `tensor == number`.
  ///
  /// - Returns: the shape of the tensor, bool.
  public static func .== (a: Tensor, b: Float) -> Tensor {
    switch a.dtype {
    case .float32: a.mapped { (element: Float) in element == b }
    case .int64: a.mapped { (element: Int) in Float(element) == b }
    case .bool: a.mapped { (element: Bool) in (element ? 1 : 0) == b }
    }
  }

  /// Whether all elements of two tensors of float32 differ by at most `atol + rtol · |other|`.
  ///
  /// PyTorch: `torch.allclose`.
  ///
  /// Infinities are close to themselves, NaN to nothing. The shapes are broadcast.
  public func allClose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8) -> Bool {
    let shape = Shape.broadcast(shape, other.shape, in: "allClose")
    return expanded(to: shape).withElements(Float.self) { x in
      other.expanded(to: shape).withElements(Float.self) { y in
        zip(x, y).allSatisfy { a, b in
          a == b || (b.isFinite && abs(Double(a) - Double(b)) <= atol + rtol * abs(Double(b)))
        }
      }
    }
  }
}
