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
  public static func full(_ shape: Shape, _ value: Double, dtype: DataType = .float32) -> Tensor {
    switch dtype {
    case .float32: Tensor(shape) { $0.initialize(repeating: Float(value)) }
    case .int64: Tensor(shape) { $0.initialize(repeating: Int(value)) }
    case .bool: Tensor(shape) { $0.initialize(repeating: value != 0) }
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
  public init<Element: TensorElement>(_ element: Element) { self.init([element], shape: []) }

  /// A tensor of the given shape, from its elements in order, the last dimension fastest.
  public init<Element: TensorElement>(_ elements: [Element], shape: Shape) {
    guard elements.count == shape.elementCount else {
      fatalError(
        "Tensor: \(elements.count) elements do not fill the shape \(shape.sizes), which takes \(shape.elementCount)")
    }
    self.init(shape) { (target: UnsafeMutableBufferPointer<Element>) in _ = target.initialize(from: elements) }
  }

  /// The same numbers as float32.
  ///
  /// PyTorch: `float()`.
  public func float() -> Tensor {
    switch dtype {
    case .float32: self
    case .int64: mapped { (element: Int) in Float(element) }
    case .bool: mapped { (element: Bool) in element ? 1 : 0 }
    }
  }

  /// The tensor as a parameter, by which a loss can be differentiated.
  ///
  /// PyTorch: `nn.Parameter`.
  public func asParameter() -> Tensor {
    guard dtype == .float32 else { fatalError("asParameter: only float32 can require a gradient, not \(dtype)") }
    return Tensor(storage, layout, isParameter: true)
  }

  /// The elements below the main diagonal and on it; zeros above.
  ///
  /// PyTorch: `torch.tril`.
  ///
  /// - Returns: the shape of the tensor, `[…, rows, columns]`, float32.
  public func tril() -> Tensor {
    guard shape.count >= 2 else { fatalError("tril: a tensor of shape \(shape.sizes) has no rows and columns") }
    let (rows, columns) = (shape[-2], shape[-1])
    return withElements(Float.self) { source in
      Tensor(shape, from: GradientFunction("TrilBackward0", of: [self])) {
        (target: UnsafeMutableBufferPointer<Float>) in
        for i in target.indices { target[i] = i % columns <= i / columns % rows ? source[i] : 0 }
      }
    }
  }

  /// Applies a function to each element.
  func mapped<Input: TensorElement, Output: TensorElement>(
    by operation: String = "", _ transform: (Input) -> Output
  ) -> Tensor {
    let function = operation.isEmpty ? nil : GradientFunction(operation, of: [self])
    return withElements(Input.self) { source in
      Tensor(shape, from: function) { (target: UnsafeMutableBufferPointer<Output>) in
        for i in target.indices { target[i] = transform(source[i]) }
      }
    }
  }
}
