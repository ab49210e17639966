/// An array of numbers of one type in any number of dimensions.
///
/// PyTorch: `torch.Tensor` on the CPU.
///
/// Shapes are written with these letters: B batch · T time · C channels · V vocabulary · hs head size.
///
/// A tensor is a value: changing a copy leaves the original as it was. A view, such as a transposed tensor or a
/// slice, shares its elements with the original until one of the two is changed.
public struct Tensor {
  var storage: Storage
  /// The tensor's place in the graph of gradients; nil where nothing is to be differentiated.
  let node: GradientNode?
  var layout: Layout

  init(_ storage: Storage, _ layout: Layout, node: GradientNode? = nil) {
    self.storage = storage
    self.layout = layout
    self.node = node
  }

  /// Makes a tensor; `fill` must set all its elements, in the order of the shape.
  init<Element: TensorElement>(
    _ shape: Shape, fill: (UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    let count = shape.elementCount
    guard shape.lanes.min() >= 0 else { fatalError("a tensor cannot have the shape \(shape.sizes)") }
    guard count <= Int32.max else {
      fatalError("a tensor cannot have the shape \(shape.sizes): it has more than \(Int32.max) elements")
    }
    self.init(Storage(count, fill: fill), Layout(contiguous: shape))
  }

  /// The sizes of the dimensions.
  ///
  /// PyTorch: `shape`.
  public var shape: Shape { layout.shape }

  /// The type of the elements.
  ///
  /// PyTorch: `dtype`.
  public var dtype: DataType { storage.dataType }

  /// The number of elements.
  ///
  /// PyTorch: `numel()`.
  public var elementCount: Int { shape.elementCount }

  /// The elements in the order of the shape.
  ///
  /// Stops the program where the elements have another type than asked for.
  public func scalars<Element: TensorElement>(as type: Element.Type = Element.self) -> [Element] {
    withElements(Element.self) { Array($0) }
  }

  /// The only element of a tensor of one element.
  ///
  /// PyTorch: `item()`.
  ///
  /// Stops the program where there are more or fewer, or they have another type than asked for.
  public func item<Element: TensorElement>(as type: Element.Type = Element.self) -> Element {
    guard elementCount == 1 else {
      fatalError("item: a tensor of shape \(shape.sizes) has \(elementCount) elements, not one")
    }
    return storage.withElements(Element.self) { $0[layout.offset] }
  }

  /// The tensor with its elements contiguous in the order of the shape: itself, or a copy.
  ///
  /// PyTorch: `contiguous()`.
  func contiguous() -> Tensor {
    if layout.isContiguous { return self }
    let copy = materialized()
    return Tensor(copy.storage, copy.layout, node: node)
  }

  /// A contiguous copy with a storage of its own, without a history.
  func materialized() -> Tensor {
    let copy = Tensor.empty(shape, dtype: dtype)
    copy.storeElements(of: self, at: copy.layout)
    return copy
  }

  /// Calls a closure with the elements, contiguous in the order of the shape.
  @inline(__always)
  func withElements<Element: TensorElement, Result>(
    _ type: Element.Type = Element.self, _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result {
    let tensor = contiguous()
    return tensor.storage.withElements(Element.self) { elements in
      let start = elementCount == 0 ? 0 : tensor.layout.offset
      return body(UnsafeBufferPointer(rebasing: elements[start..<start + elementCount]))
    }
  }

  /// A tensor whose elements are not set yet.
  static func empty(_ shape: Shape, dtype: DataType = .float32) -> Tensor {
    switch dtype {
    case .float32: Tensor(shape) { (_: UnsafeMutableBufferPointer<Float>) in }
    case .int64: Tensor(shape) { (_: UnsafeMutableBufferPointer<Int>) in }
    case .bool: Tensor(shape) { (_: UnsafeMutableBufferPointer<Bool>) in }
    }
  }

  /// The elements of a contiguous tensor of float32; the pointer is valid as long as the tensor lives.
  var floats: UnsafeMutablePointer<Float> {
    guard layout.isContiguous else { fatalError("the elements are not contiguous") }
    return storage.withElements(Float.self) { elements in
      guard let start = elements.baseAddress else { fatalError("a storage without memory") }
      return start + layout.offset
    }
  }
}
