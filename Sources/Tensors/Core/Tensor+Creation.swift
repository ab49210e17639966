extension Tensor {
  /// A tensor of zeros.
  ///
  /// PyTorch: `torch.zeros`.
  public static func zeros(_ shape: Shape, dtype: DataType = .float32) -> Tensor { full(shape, 0, dtype: dtype) }

  /// A tensor of ones.
  ///
  /// PyTorch: `torch.ones`.
  public static func ones(_ shape: Shape, dtype: DataType = .float32) -> Tensor { full(shape, 1, dtype: dtype) }

  /// A tensor whose elements are all equal.
  ///
  /// PyTorch: `torch.full`.
  ///
  /// Stops the program where the type does not reach as far as the number. For int64, digits after the point are dropped.
  public static func full(_ shape: Shape, _ value: Double, dtype: DataType = .float32) -> Tensor {
    switch dtype {
    case .float32 where !value.isFinite || value.magnitude <= Double(Float.greatestFiniteMagnitude):
      return Tensor(shape) { $0.initialize(repeating: Float(value)) }
    case .bool:
      return Tensor(shape) { $0.initialize(repeating: value != 0) }
    case .int64:
      guard let integer = Int(exactly: value.rounded(.towardZero)) else { fallthrough }
      return Tensor(shape) { $0.initialize(repeating: integer) }
    default:
      fatalError("full: \(value) does not fit \(dtype)")
    }
  }

  /// A tensor of one dimension.
  ///
  /// PyTorch: `torch.tensor(list)`.
  public init<Element: TensorElement>(_ elements: [Element]) { self.init(elements, shape: [elements.count]) }

  /// A tensor of two dimensions, from rows of the same length.
  ///
  /// PyTorch: `torch.tensor(lists)`.
  public init<Element: TensorElement>(_ rows: [[Element]]) {
    let columns = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == columns }) else {
      fatalError("Tensor: the rows have different lengths: \(rows.map(\.count))")
    }
    self.init(rows.flatMap { $0 }, shape: [rows.count, columns])
  }

  /// A tensor of no dimension, which holds one number.
  ///
  /// PyTorch: `torch.tensor(number)`.
  public init<Element: TensorElement>(_ element: Element) {
    self.init([]) { (target: UnsafeMutableBufferPointer<Element>) in target[0] = element }
  }

  /// A tensor of the given shape, from its elements in order, the last dimension fastest.
  public init<Element: TensorElement>(_ elements: [Element], shape: Shape) {
    guard elements.count == shape.elementCount else {
      fatalError(
        "Tensor: \(elements.count) elements do not fill the shape \(shape.sizes), which takes \(shape.elementCount)")
    }
    self.init(shape) { (target: UnsafeMutableBufferPointer<Element>) in _ = target.initialize(from: elements) }
  }

  /// The integers of a range in order.
  ///
  /// PyTorch: `torch.arange`.
  ///
  /// Stops the program where there are more than 2³¹ − 1.
  public static func arange(_ range: Range<Int>) -> Tensor {
    let (count, isTooLarge) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    guard !isTooLarge, count <= Int32.max else {
      fatalError("arange: the range \(range) has more than \(Int32.max) numbers")
    }
    return Tensor([count]) { (target: UnsafeMutableBufferPointer<Int>) in
      for index in target.indices { target[index] = range.lowerBound + index }
    }
  }

  /// The same numbers as float32.
  ///
  /// PyTorch: `float()`.
  public func float() -> Tensor {
    switch dtype {
    case .float32: self
    case .int64: mapped { (element: Int) in Float(element) }
    case .bool: mapped { (element: Bool) in element ? Float(1) : 0 }
    }
  }

  /// Applies a function to each element; the result has no history.
  ///
  /// - Parameter cost: a ``Cost``.
  @inline(__always)
  func mapped<Input: TensorElement, Output: TensorElement>(
    cost: Int = Cost.elementwise, _ transform: (Input) -> Output
  ) -> Tensor {
    .rowwise(shape, rows: elementCount, cost: cost, rows(of: 1)) {
      (x: UnsafePointer<Input>, out: UnsafeMutablePointer<Output>, range) in
      for i in 0..<range.count { out[i] = transform(x[i]) }
    }
  }

  /// Stops the program unless the elements are float32.
  func requireFloat(in operation: StaticString) {
    guard dtype == .float32 else {
      fatalError("\(operation): takes a tensor of torch.float32, not \(dtype): use float()")
    }
  }
}
