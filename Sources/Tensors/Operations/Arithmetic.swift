import CKernels

extension Tensor {
  /// The sum, element by element, the shapes broadcast.
  ///
  /// PyTorch: `+`.
  ///
  /// - Returns: the type of both tensors, float32 or int64.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    let (aShape, bShape) = (a.shape, b.shape)
    return BinaryOperator.add.apply(a, b)
      .withBackward("AddBackward0", a, { $0.summed(to: aShape) }, b, { $0.summed(to: bShape) })
  }

  /// The difference, element by element, the shapes broadcast.
  ///
  /// PyTorch: `-`.
  ///
  /// - Returns: the type of both tensors, float32 or int64.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    let (aShape, bShape) = (a.shape, b.shape)
    return BinaryOperator.subtract.apply(a, b)
      .withBackward("SubBackward0", a, { $0.summed(to: aShape) }, b, { (-$0).summed(to: bShape) })
  }

  /// The product, element by element, the shapes broadcast.
  ///
  /// PyTorch: `*`.
  ///
  /// - Returns: the type of both tensors, float32 or int64.
  public static func * (a: Tensor, b: Tensor) -> Tensor {
    let (x, y) = (a.saved, b.saved)
    return BinaryOperator.multiply.apply(a, b)
      .withBackward(
        "MulBackward0", a, { ($0 * y.values).summed(to: x.shape) }, b, { ($0 * x.values).summed(to: y.shape) })
  }

  /// The quotient, element by element, the shapes broadcast.
  ///
  /// PyTorch: `/`.
  ///
  /// - Returns: float32, for tensors of float32.
  public static func / (a: Tensor, b: Tensor) -> Tensor {
    let (x, y) = (a.saved, b.saved)
    return BinaryOperator.divide.apply(a, b)
      .withBackward(
        "DivBackward0", a, { ($0 / y.values).summed(to: x.shape) },
        b,
        { gradient in
          let y = y.values
          return (-gradient * (x.values / y) / y).summed(to: y.shape)
        })
  }

  /// The tensor with each sign turned.
  ///
  /// PyTorch: `-tensor`.
  ///
  /// - Returns: the type of the tensor, float32 or int64.
  public static prefix func - (a: Tensor) -> Tensor {
    if a.dtype == .int64 { return a.mapped { (x: Int) in 0 &- x } }
    a.requireFloat(in: "-")
    return a.mapped { (x: Float) in -x }.withBackward("NegBackward0", a, { -$0 })
  }

  /// Applies a function to each element of a tensor of float32.
  ///
  /// - Parameters:
  ///   - cost: a ``Cost``.
  ///   - derivative: an element's gradient, from the gradient of its result and the element itself.
  @inline(__always)
  func applying(
    _ operation: StaticString, _ name: String, cost: Int = Cost.elementwise, _ function: (Float) -> Float,
    derivative: @escaping (_ gradient: Float, _ x: Float) -> Float
  ) -> Tensor {
    requireFloat(in: operation)
    let x = saved
    return mapped(cost: cost, function).withBackward(name, self, { Tensor.zip($0, x.values, cost: cost, derivative) })
  }

  /// The same for a function whose derivative follows from its result.
  ///
  /// - Parameters:
  ///   - cost: a ``Cost``.
  ///   - derivative: an element's gradient, from the gradient of its result and the result itself.
  @inline(__always)
  func applyingKeepingResult(
    _ operation: StaticString, _ name: String, cost: Int = Cost.elementwise, _ function: (Float) -> Float,
    derivative: @escaping (_ gradient: Float, _ y: Float) -> Float
  ) -> Tensor {
    requireFloat(in: operation)
    let y = mapped(cost: cost, function)
    return y.withBackward(name, self, { Tensor.zip($0, y, derivative) })
  }

  /// Combines two tensors of float32 of one shape, element by element; the result has no history.
  @inline(__always)
  static func zip(_ a: Tensor, _ b: Tensor, cost: Int = Cost.elementwise, _ function: (Float, Float) -> Float) -> Tensor
  {
    elementwise(a, b, cost: cost) { x, y, out, count in for i in 0..<count { out[i] = function(x[i], y[i]) } }
  }

  /// Combines this tensor with another, their shapes broadcast; the result has no history.
  @inline(__always)
  func broadcast<Input: TensorElement, Output: TensorElement>(
    _ other: Tensor, _ operation: StaticString, _ function: (Input, Input) -> Output
  ) -> Tensor {
    let shape = shape == other.shape ? shape : Shape.broadcast(shape, other.shape, in: operation)
    return expanded(to: shape).withElements(Input.self) { x in
      other.expanded(to: shape).withElements(Input.self) { y in
        Tensor(shape) { (target: UnsafeMutableBufferPointer<Output>) in
          for i in target.indices { target[i] = function(x[i], y[i]) }
        }
      }
    }
  }

  /// The sum with a tensor of the same shape, in this one's memory if nothing else refers to that.
  consuming func adding(_ other: Tensor) -> Tensor {
    guard isUnshared else { return self + other }
    let sum = floats
    let count = elementCount
    other.withElements(Float.self) { source in
      guard let x = source.baseAddress else { return }
      Threads.split(count, cost: Cost.elementwise) { range in
        let first = range.lowerBound
        kernels.add(sum + first, 0, 1, x + first, 0, 1, sum + first, 1, range.count)
      }
    }
    return self
  }

  /// Whether nothing else refers to the elements, all of which are the tensor's, in order: then they may be changed in place.
  var isUnshared: Bool { mutating get { isKnownUniquelyReferenced(&storage) && layout.isContiguous } }

  /// The sum over the broadcast dimensions: turns a gradient of the result into one of an operand's shape.
  func summed(to narrow: Shape) -> Tensor {
    guard shape != narrow else { return self }
    let missing = shape.count - narrow.count
    var result = self
    for dimension in shape.indices where dimension < missing || narrow[dimension - missing] != shape[dimension] {
      result = result.sum(dimension, keepDimension: true)
    }
    return result.reshaped(narrow)
  }
}
