// Operators on each element and a number. Beside a tensor of float32 the number is a float32. Beside one of int64 it is an integer, and so is
// the result; a number with a fraction stops the program, as a tensor of float32 does, since no type changes by itself here.
//
// PyTorch: `+`, `-`, `*`, `/`.
extension Tensor {
  /// Each element plus a number.
  public static func + (a: Tensor, b: Float) -> Tensor {
    BinaryOperator.add.apply(a, b).withBackward("AddBackward0", a, { $0 })
  }

  /// Each element minus a number.
  public static func - (a: Tensor, b: Float) -> Tensor {
    BinaryOperator.subtract.apply(a, b).withBackward("SubBackward0", a, { $0 })
  }

  /// Each element times a number.
  public static func * (a: Tensor, b: Float) -> Tensor {
    BinaryOperator.multiply.apply(a, b).withBackward("MulBackward0", a, { BinaryOperator.multiply.apply($0, b) })
  }

  /// Each element divided by a number, float32.
  public static func / (a: Tensor, b: Float) -> Tensor {
    BinaryOperator.divide.apply(a, b).withBackward("DivBackward0", a, { BinaryOperator.divide.apply($0, b) })
  }

  /// A number plus each element.
  public static func + (a: Float, b: Tensor) -> Tensor { b + a }

  /// A number minus each element.
  public static func - (a: Float, b: Tensor) -> Tensor {
    BinaryOperator.subtract.apply(a, b).withBackward("RsubBackward1", b, { -$0 })
  }

  /// A number times each element.
  public static func * (a: Float, b: Tensor) -> Tensor { b * a }

  /// A number divided by each element, float32.
  public static func / (a: Float, b: Tensor) -> Tensor {
    let x = b.detachedSnapshot
    return BinaryOperator.divide.apply(a, x)
      .withBackward("MulBackward0", b, { Tensor.zip($0, x) { gradient, x in -gradient * a / x / x } })
  }
}

// For variables of type Int. Disfavoured, so that the literals in `x * (1 / 3)` stay numbers of float32: as integers, they would make 0.
extension Tensor {
  /// Each element plus an integer.
  @_disfavoredOverload
  public static func + (a: Tensor, b: Int) -> Tensor {
    a.dtype == .int64 ? BinaryOperator.add.apply(a, Tensor(b)) : a + Float(b)
  }

  /// Each element minus an integer.
  @_disfavoredOverload
  public static func - (a: Tensor, b: Int) -> Tensor {
    a.dtype == .int64 ? BinaryOperator.subtract.apply(a, Tensor(b)) : a - Float(b)
  }

  /// Each element times an integer.
  @_disfavoredOverload
  public static func * (a: Tensor, b: Int) -> Tensor {
    a.dtype == .int64 ? BinaryOperator.multiply.apply(a, Tensor(b)) : a * Float(b)
  }

  /// Each element divided by an integer, float32.
  @_disfavoredOverload
  public static func / (a: Tensor, b: Int) -> Tensor { a / Float(b) }

  /// An integer plus each element.
  @_disfavoredOverload
  public static func + (a: Int, b: Tensor) -> Tensor { b + a }

  /// An integer minus each element.
  @_disfavoredOverload
  public static func - (a: Int, b: Tensor) -> Tensor {
    b.dtype == .int64 ? BinaryOperator.subtract.apply(Tensor(a), b) : Float(a) - b
  }

  /// An integer times each element.
  @_disfavoredOverload
  public static func * (a: Int, b: Tensor) -> Tensor { b * a }

  /// An integer divided by each element, float32.
  @_disfavoredOverload
  public static func / (a: Int, b: Tensor) -> Tensor { Float(a) / b }
}
