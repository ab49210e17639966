extension Tensor {
  /// Whether results are recorded now, so that they can be differentiated.
  @TaskLocal static var isRecording = true

  /// Whether a result made from this tensor can be differentiated.
  ///
  /// PyTorch: `requires_grad`.
  public var requiresGradient: Bool { node != nil }

  /// The gradient that the passes since the last ``zeroGradient()`` have added up: the shape of the tensor, float32; nil
  /// where none has arrived, and for a tensor that is no parameter.
  ///
  /// PyTorch: `grad`.
  public var gradient: Tensor? { node.flatMap { $0.isLeaf ? $0.gradient : nil } }

  /// Whether a gradient has arrived at this parameter.
  public var hasGradient: Bool { node?.isLeaf == true && node?.gradient != nil }

  /// The same elements without their history, for a use that is not to be differentiated.
  ///
  /// PyTorch: `detach()`.
  public var detached: Tensor { Tensor(storage, layout) }

  /// The same elements without their history, as they are now: an optimizer's step, which changes parameters, leaves them alone.
  var unchanging: Tensor { storage.isOfParameter ? Tensor(scalars(as: Float.self), shape: shape) : detached }

  /// The tensor as a parameter, by which a loss can be differentiated.
  ///
  /// Copies of a parameter are the same parameter: they have one gradient, and an optimizer's step changes them all.
  ///
  /// PyTorch: `nn.Parameter`, `requires_grad_()`.
  public func asParameter() -> Tensor {
    guard dtype == .float32 else {
      fatalError("asParameter: only torch.float32 can require a gradient, not \(dtype)")
    }
    let own = Tensor(scalars(as: Float.self), shape: shape)
    own.storage.isOfParameter = true
    return Tensor(own.storage, own.layout, node: GradientNode(name: nil, shape: shape, edges: []))
  }

  /// Adds the derivative of this number by each parameter it was made from to that parameter's ``gradient``.
  ///
  /// Stops the program for a tensor of more than one element, for one that was made from no parameter, and in a second pass
  /// through the same graph.
  ///
  /// PyTorch: `backward()`.
  public func backward() {
    guard let node else {
      fatalError("backward: a tensor of shape \(shape.sizes) that was made from no parameter has no gradient")
    }
    guard elementCount == 1 else {
      fatalError("backward: starts from one number, not from a tensor of shape \(shape.sizes)")
    }
    node.propagate(Tensor.ones(shape))
  }

  /// Forgets the gradient of a parameter.
  ///
  /// PyTorch: `optimizer.zero_grad()`.
  public func zeroGradient() {
    if let node, node.isLeaf { node.gradient = nil }
  }

  /// An input of an operation and the way its gradient is made from the result's.
  typealias Input = (tensor: Tensor, derivative: (Tensor) -> Tensor)

  /// This result with the way back to the inputs that require a gradient.
  ///
  /// What a derivative captures must be ``detached``, or freeing a long graph would overflow the stack.
  func recorded(_ name: String, _ inputs: Input...) -> Tensor { recorded(name, inputs) }

  func recorded(_ name: String, _ inputs: [Input]) -> Tensor {
    guard inputs.contains(where: { $0.tensor.node != nil }), Tensor.isRecording else { return self }
    let edges = inputs.compactMap { input in
      input.tensor.node.map { GradientNode.Edge(input: $0, derivative: input.derivative) }
    }
    return Tensor(storage, layout, node: GradientNode(name: name, shape: shape, edges: edges))
  }
}

/// Computes without recording: the results cannot be differentiated, and nothing is kept for it.
///
/// PyTorch: `torch.no_grad()`.
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  try Tensor.$isRecording.withValue(false, operation: body)
}
