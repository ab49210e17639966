extension Tensor {
  /// The sum, element by element, the shapes broadcast.
  ///
  /// PyTorch: `+`.
  public static func + (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "+", "AddBackward0", +) }

  /// The difference, element by element, the shapes broadcast.
  ///
  /// PyTorch: `-`.
  public static func - (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "-", "SubBackward0", -) }

  /// The product, element by element, the shapes broadcast.
  ///
  /// PyTorch: `*`.
  public static func * (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "*", "MulBackward0", *) }

  /// The quotient, element by element, the shapes broadcast.
  ///
  /// PyTorch: `/`.
  public static func / (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "/", "DivBackward0", /) }

  public static func + (a: Tensor, b: Float) -> Tensor { a.mapped(by: "AddBackward0") { (x: Float) in x + b } }
  public static func - (a: Tensor, b: Float) -> Tensor { a.mapped(by: "SubBackward0") { (x: Float) in x - b } }
  public static func * (a: Tensor, b: Float) -> Tensor { a.mapped(by: "MulBackward0") { (x: Float) in x * b } }
  public static func / (a: Tensor, b: Float) -> Tensor { a.mapped(by: "DivBackward0") { (x: Float) in x / b } }

  /// Combines two tensors of float32, element by element.
  private static func combine(
    _ a: Tensor, _ b: Tensor, _ symbol: StaticString, _ function: String, _ operation: (Float, Float) -> Float
  ) -> Tensor {
    guard a.dtype == .float32, b.dtype == .float32 else {
      fatalError("\(symbol): takes tensors of torch.float32, not \(a.dtype) and \(b.dtype): use float()")
    }
    let shape = Shape.broadcast(a.shape, b.shape, in: symbol)
    return a.expanded(to: shape).withElements(Float.self) { x in
      b.expanded(to: shape).withElements(Float.self) { y in
        Tensor(shape, from: GradientFunction(function, of: [a, b])) { (target: UnsafeMutableBufferPointer<Float>) in
          for i in target.indices { target[i] = operation(x[i], y[i]) }
        }
      }
    }
  }
}
