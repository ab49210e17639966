import CKernels

/// An operator on two numbers, applied element by element.
enum BinaryOperator {
  case add, subtract, multiply, divide

  /// The operator in Swift, for messages.
  var symbol: StaticString {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    }
  }

  private typealias Kernel =
    @convention(c) (
      UnsafePointer<Float>, Int, Int32, UnsafePointer<Float>, Int, Int32, UnsafeMutablePointer<Float>, Int, Int
    ) -> Void

  private var kernel: Kernel {
    switch self {
    case .add: kernels.add
    case .subtract: kernels.subtract
    case .multiply: kernels.multiply
    case .divide: kernels.divide
    }
  }

  /// Sets a row of int64; an operand with a step of 0 has one number for all columns.
  private typealias IntegerLoop = (
    _ left: UnsafePointer<Int>, _ leftStep: Int, _ right: UnsafePointer<Int>, _ rightStep: Int,
    _ out: UnsafeMutablePointer<Int>, _ columns: Int
  ) -> Void

  /// Wraps around where a result does not fit.
  private var integerLoop: IntegerLoop {
    switch self {
    case .add: Self.loop(&+)
    case .subtract: Self.loop(&-)
    case .multiply: Self.loop(&*)
    case .divide: Self.loop(/)
    }
  }

  @inline(__always)
  private static func loop(_ function: @escaping (Int, Int) -> Int) -> IntegerLoop {
    { left, leftStep, right, rightStep, out, columns in
      if leftStep == 1, rightStep == 1 {
        for column in 0..<columns { out[column] = function(left[column], right[column]) }
      } else if leftStep == 1 {
        for column in 0..<columns { out[column] = function(left[column], right[0]) }
      } else {
        for column in 0..<columns { out[column] = function(left[0], right[column * rightStep]) }
      }
    }
  }
}

// The results have no history.
extension BinaryOperator {
  /// Applies the operator to two tensors of one type, their shapes broadcast.
  func apply(_ a: Tensor, _ b: Tensor) -> Tensor {
    let isInteger = a.dtype == .int64 && b.dtype == .int64 && self != .divide
    guard isInteger || (a.dtype == .float32 && b.dtype == .float32) else {
      fatalError("\(symbol): takes two tensors of torch.float32, not \(a.dtype) and \(b.dtype): use float()")
    }
    let shape = Shape.broadcast(a.shape, b.shape, in: symbol)
    guard let plan = BroadcastPlan(a.shape, b.shape, to: shape) else {
      return apply(a.detached.expanded(to: shape).contiguous(), b.detached.expanded(to: shape).contiguous())
    }
    return isInteger ? integers(plan, a, b) : floats(plan, a, b)
  }

  private func floats(_ plan: BroadcastPlan, _ a: Tensor, _ b: Tensor) -> Tensor {
    let (kernel, left, right, columns) = (kernel, plan.left, plan.right, plan.columns)
    let (leftStep, rightStep) = (Int32(left.step), Int32(right.step))
    // Threads share rows, so a single row is taken as a column.
    if plan.rows == 1 {
      return .rowwise(
        plan.shape, rows: columns, cost: Cost.elementwise, a.rows(of: left.step), b.rows(of: right.step)
      ) { kernel($0, 0, leftStep, $1, 0, rightStep, $2, 1, $3.count) }
    }
    return .rowwise(
      plan.shape, rows: plan.rows, cost: Cost.elementwise, a.rows(of: left.row), b.rows(of: right.row)
    ) { kernel($0, left.row, leftStep, $1, right.row, rightStep, $2, $3.count, columns) }
  }

  private func integers(_ plan: BroadcastPlan, _ a: Tensor, _ b: Tensor) -> Tensor {
    let (loop, left, right, columns) = (integerLoop, plan.left, plan.right, plan.columns)
    return .rowwise(
      plan.shape, rows: plan.rows, cost: Cost.elementwise, a.rows(of: left.row), b.rows(of: right.row)
    ) { x, y, out, rows in
      for row in 0..<rows.count {
        loop(x + row * left.row, left.step, y + row * right.row, right.step, out + row * columns, columns)
      }
    }
  }

  /// Applies the operator to each element of a tensor, and a number.
  func apply(_ a: Tensor, _ number: Float) -> Tensor {
    if a.dtype == .int64 { return apply(a, integer(number)) }
    if self == .divide, let reciprocal = number.exactReciprocal { return Self.multiply.apply(a, reciprocal) }
    let kernel = kernel
    if a.dtype == .float32,
      let result = a.deferring(
        cost: Cost.elementwise,
        { x, rows in
          withUnsafePointer(to: number) { kernel(x, 0, 1, $0, 0, 0, x, 1, rows.count * a.shape[-1]) }
        })
    {
      return result
    }
    return withUnsafePointer(to: number) { number in
      elementwise(a) { x, out, count in kernel(x, 0, 1, number, 0, 0, out, 1, count) }
    }
  }

  /// Applies the operator to a number, and each element of a tensor.
  func apply(_ number: Float, _ b: Tensor) -> Tensor {
    if b.dtype == .int64 { return apply(integer(number), b) }
    let kernel = kernel
    return withUnsafePointer(to: number) { number in
      elementwise(b) { y, out, count in kernel(number, 0, 0, y, 0, 1, out, 1, count) }
    }
  }

  /// The integer that a number beside a tensor of int64 stands for.
  private func integer(_ number: Float) -> Tensor {
    guard let integer = Int(exactly: number) else {
      fatalError("\(symbol): a tensor of torch.int64 takes an integer, not \(number): use float()")
    }
    // From here on, a literal may have been rounded when it became a Float.
    guard number.magnitude < 0x1p24 else {
      fatalError(
        "\(symbol): a literal from 2^24 on is not exact beside a tensor of torch.int64: write Int(…) around it")
    }
    return Tensor(integer)
  }

  @inline(__always)
  private func elementwise(
    _ tensor: Tensor, _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  ) -> Tensor {
    tensor.requireFloat(in: symbol)
    return tensor.elementwise(cost: Cost.elementwise, kernel)
  }
}

extension Float {
  /// What to multiply by instead of dividing by a power of two, which takes less time and gives the same; nil for other numbers.
  fileprivate var exactReciprocal: Float? {
    isNormal && significandBitPattern == 0 && exponent.magnitude < 127 ? 1 / self : nil
  }
}
