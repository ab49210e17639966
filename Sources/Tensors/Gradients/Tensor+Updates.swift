// What optimizers do to parameters: all copies of a parameter change.
extension Tensor {
  /// Sets each element to a function of itself and of the element of another tensor of the same shape.
  package func update(with other: Tensor, _ function: (Float, Float) -> Float) {
    other.expanded(to: shape).withElements(Float.self) { source in
      withParameterElements { target in
        for i in target.indices { target[i] = function(target[i], source[i]) }
      }
    }
  }

  /// Sets all elements of a parameter, and of its copies, to those of a tensor of its shape, float32.
  ///
  /// PyTorch: `parameter.data.copy_(values)`, `load_state_dict()`.
  ///
  /// Stops the program if the tensor is no parameter, or the values have another shape or dtype.
  public func setElements(to values: Tensor) {
    guard isParameter else { fatalError("setElements: the tensor of shape \(shape.sizes) is no parameter") }
    guard values.shape == shape else {
      fatalError("setElements: values of shape \(values.shape.sizes) for a parameter of shape \(shape.sizes)")
    }
    values.requireFloat(in: "setElements")
    update(with: values) { $1 }
  }

  /// Calls a closure with a parameter's elements, which it may change.
  func withParameterElements(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    guard let node, node.isLeaf, layout.isContiguous else {
      fatalError("update: only a parameter can be updated, and not a part of one")
    }
    storage.version &+= 1
    storage.withElements(Float.self) { elements in
      body(UnsafeMutableBufferPointer(rebasing: elements[layout.offset..<layout.offset + elementCount]))
    }
  }
}
