import CKernels

/// How the elements of two tensors, each one after the other in memory, meet in rows and columns when their shapes are broadcast.
struct Pairing {
  /// One of the two: how far its rows are apart, and whether a row has an element for each column, or one for all.
  struct Operand {
    var row: Int
    var step: Int
  }

  let shape: Shape
  var rows = 1
  var columns: Int
  var left: Operand
  var right: Operand

  /// Nil where the shapes meet in another way, as `[B, 1, C]` and `[T, 1]` do; then the tensors have to be expanded first.
  init?(_ a: Shape, _ b: Shape, to shape: Shape) {
    self.shape = shape
    let count = shape.elementCount
    columns = count
    (left, right) = (Operand(row: 0, step: 1), Operand(row: 0, step: 1))
    if a == shape, b == shape { return }
    // Where the dimensions that rows go over end: an operand has either those, or the others, or all.
    for split in 0...shape.count {
      let (rows, columns) = (shape.product(0..<split), shape.product(split..<shape.count))
      if let left = Self.operand(a, of: shape, split, columns), let right = Self.operand(b, of: shape, split, columns) {
        (self.rows, self.columns, self.left, self.right) = (rows, columns, left, right)
        return
      }
    }
    return nil
  }

  private static func operand(_ narrow: Shape, of shape: Shape, _ split: Int, _ columns: Int) -> Operand? {
    let missing = shape.count - narrow.count
    var hasRows = true
    var hasColumns = true
    var isOneRow = true
    var isOneColumn = true
    for index in 0..<shape.count where shape[index] != 1 {
      let isStretched = index < missing || narrow[index - missing] == 1
      if index < split {
        if isStretched { hasRows = false } else { isOneRow = false }
      } else if isStretched {
        hasColumns = false
      } else {
        isOneColumn = false
      }
    }
    guard hasRows || isOneRow, hasColumns || isOneColumn else { return nil }
    return Operand(row: isOneRow ? 0 : hasColumns ? columns : 1, step: hasColumns ? 1 : 0)
  }
}

/// The four ways to calculate with two numbers.
enum Calculation: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"

  /// The loop over float32.
  var kernel:
    (
      UnsafePointer<Float>, Int, Int32, UnsafePointer<Float>, Int, Int32, UnsafeMutablePointer<Float>, Int, Int
    ) -> Void
  {
    switch self {
    case .add: kernels.add
    case .subtract: kernels.subtract
    case .multiply: kernels.multiply
    case .divide: kernels.divide
    }
  }

  /// Calculates a row of so many columns; an operand with a step of 0 has one number for all of them.
  typealias IntegerLoop = (
    _ left: UnsafePointer<Int>, _ leftStep: Int, _ right: UnsafePointer<Int>, _ rightStep: Int,
    _ out: UnsafeMutablePointer<Int>, _ columns: Int
  ) -> Void

  /// The loop over int64, which wraps around where a result does not fit.
  var integerLoop: IntegerLoop {
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

extension Tensor {
  /// Calculates with two tensors of one type, their shapes broadcast; the result has no history.
  static func calculate(_ calculation: Calculation, _ a: Tensor, _ b: Tensor, _ operation: StaticString) -> Tensor {
    let isInteger = a.dtype == .int64 && b.dtype == .int64 && calculation != .divide
    guard isInteger || (a.dtype == .float32 && b.dtype == .float32) else {
      fatalError("\(operation): takes two tensors of torch.float32, not \(a.dtype) and \(b.dtype): use float()")
    }
    let shape = Shape.broadcast(a.shape, b.shape, in: operation)
    guard let pairing = Pairing(a.shape, b.shape, to: shape) else {
      return calculate(
        calculation, a.detached.expanded(to: shape).contiguous(), b.detached.expanded(to: shape).contiguous(), operation
      )
    }
    return isInteger ? integers(pairing, calculation, a, b) : floats(pairing, calculation, a, b)
  }

  private static func floats(_ pairing: Pairing, _ calculation: Calculation, _ a: Tensor, _ b: Tensor) -> Tensor {
    a.withElements(Float.self) { x in
      b.withElements(Float.self) { y in
        Tensor(pairing.shape) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let x = x.baseAddress, let y = y.baseAddress, let out = target.baseAddress else { return }
          let (kernel, left, right, columns) = (calculation.kernel, pairing.left, pairing.right, pairing.columns)
          // A single long row is cut into pieces, many rows are shared out.
          if pairing.rows == 1 {
            Threads.split(columns, cost: 4) { range in
              let first = range.lowerBound
              kernel(
                x + first * left.step, 0, Int32(left.step), y + first * right.step, 0, Int32(right.step), out + first,
                1, range.count)
            }
          } else {
            Threads.split(pairing.rows, cost: 4 * columns) { range in
              let first = range.lowerBound
              kernel(
                x + first * left.row, left.row, Int32(left.step), y + first * right.row, right.row, Int32(right.step),
                out + first * columns, range.count, columns)
            }
          }
        }
      }
    }
  }

  private static func integers(_ pairing: Pairing, _ calculation: Calculation, _ a: Tensor, _ b: Tensor) -> Tensor {
    a.withElements(Int.self) { x in
      b.withElements(Int.self) { y in
        Tensor(pairing.shape) { (target: UnsafeMutableBufferPointer<Int>) in
          guard let x = x.baseAddress, let y = y.baseAddress, var out = target.baseAddress else { return }
          let (left, right, columns, loop) = (pairing.left, pairing.right, pairing.columns, calculation.integerLoop)
          for row in 0..<pairing.rows {
            loop(x + row * left.row, left.step, y + row * right.row, right.step, out, columns)
            out += columns
          }
        }
      }
    }
  }

  /// Calculates with a tensor of float32 and a number; the result has no history.
  func calculate(_ calculation: Calculation, _ number: Float, _ operation: StaticString, isReversed: Bool = false)
    -> Tensor
  {
    requireFloat(in: operation)
    return withElements(Float.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let out = target.baseAddress else { return }
        let kernel = calculation.kernel
        withUnsafePointer(to: number) { y in
          Threads.split(target.count, cost: 4) { range in
            let first = range.lowerBound
            if isReversed {
              kernel(y, 0, 0, x + first, 0, 1, out + first, 1, range.count)
            } else {
              kernel(x + first, 0, 1, y, 0, 0, out + first, 1, range.count)
            }
          }
        }
      }
    }
  }
}
