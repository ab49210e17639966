// Views: the same elements in another shape or order.
extension Tensor {
  /// A view with two dimensions swapped.
  ///
  /// PyTorch: `transpose`.
  ///
  /// Stops the program where a dimension is out of range.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    let a = shape.dimension(first, in: "transposed")
    let b = shape.dimension(second, in: "transposed")
    return Tensor(storage, layout.transposed(a, b)).withBackward("TransposeBackward0", self, { $0.transposed(a, b) })
  }

  /// The same elements in another shape: a view if they are contiguous, else a copy.
  ///
  /// PyTorch: `view`, `reshape`.
  ///
  /// Stops the program where the shapes have different numbers of elements, or where a size is negative but not the only -1.
  ///
  /// - Parameter shape: the new sizes; one of them may be -1, which stands for the size that fits.
  public func reshaped(_ shape: Shape) -> Tensor {
    let shape = completed(shape)
    guard shape.elementCount == elementCount else {
      fatalError("reshaped: a tensor of shape \(self.shape.sizes) does not fill the shape \(shape.sizes)")
    }
    guard shape != self.shape else { return self }
    let source = detached.contiguous()
    var layout = Layout(contiguous: shape)
    layout.offset = source.layout.offset
    let old = self.shape
    return Tensor(source.storage, layout).withBackward("ViewBackward0", self, { $0.reshaped(old) })
  }

  private func completed(_ shape: Shape) -> Shape {
    guard shape.lanes.min() < 0 else { return shape }
    guard let open = shape.firstIndex(of: -1), shape.count(where: { $0 < 0 }) == 1 else {
      fatalError("reshaped: the shape \(shape.sizes) has more than one open size, or one below -1")
    }
    let rest = 0 &- shape.elementCount
    guard rest > 0, elementCount % rest == 0 else {
      fatalError("reshaped: a tensor of shape \(self.shape.sizes) does not fill the shape \(shape.sizes)")
    }
    var completed = shape
    completed[open] = elementCount / rest
    return completed
  }

  /// A view with one more dimension, of size 1, before the given one; a negative one is counted from the end.
  ///
  /// PyTorch: `unsqueeze`.
  public func unsqueezed(_ dimension: Int) -> Tensor {
    let axis = dimension < 0 ? dimension + shape.count + 1 : dimension
    guard (0...shape.count).contains(axis) else {
      fatalError("unsqueezed: dimension \(dimension) is out of range for a tensor of shape \(shape.sizes)")
    }
    var layout = layout
    layout.shape.insert(1, at: axis)
    layout.strides.insert(0, at: axis)
    let old = shape
    return Tensor(storage, layout).withBackward("UnsqueezeBackward0", self, { $0.reshaped(old) })
  }

  /// A view that repeats elements along dimensions of size 1, and along new ones, to fill a wider shape.
  ///
  /// PyTorch: `expand`.
  ///
  /// Stops the program where the shape is not one that the tensor broadcasts to.
  public func expanded(to wider: Shape) -> Tensor {
    guard wider != shape else { return self }
    guard wider.lanes.min() >= 0 else { fatalError("expanded: a tensor cannot have the shape \(wider.sizes)") }
    guard wider.count >= shape.count, Shape.broadcast(shape, wider, in: "expanded") == wider else {
      fatalError("expanded: a tensor of shape \(shape.sizes) does not broadcast to the shape \(wider.sizes)")
    }
    let old = shape
    return Tensor(storage, layout.expanded(to: wider)).withBackward("ExpandBackward0", self, { $0.summed(to: old) })
  }
}
