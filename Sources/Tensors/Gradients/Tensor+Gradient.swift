extension Tensor {
  /// Whether operations are recorded, so that their results can be differentiated.
  @TaskLocal static var isRecording = true

  /// Whether a result made from this tensor can be differentiated.
  ///
  /// PyTorch: `requires_grad`.
  public var requiresGradient: Bool { node != nil }

  /// The sum of the gradients of all passes since the last ``zeroGradient()``: the shape of the tensor, float32; nil before the first pass,
  /// and for a tensor that is no parameter.
  ///
  /// A gradient that is set has no history, and copies of the parameter have it, too. Stops the program if the tensor is no parameter, or
  /// the gradient has another shape or dtype.
  ///
  /// PyTorch: `grad`.
  public var gradient: Tensor? {
    get { node.flatMap { $0.isLeaf ? $0.gradient : nil } }
    nonmutating set {
      guard let node, node.isLeaf else { fatalError("gradient: the tensor of shape \(shape.sizes) is no parameter") }
      if let newValue {
        newValue.requireFloat(in: "gradient")
        guard newValue.shape == shape else {
          fatalError("gradient: one of shape \(newValue.shape.sizes) for a parameter of shape \(shape.sizes)")
        }
      }
      node.setGradient(newValue?.detachedSnapshot)
    }
  }

  /// Whether this is a parameter, as ``asParameter()`` makes one, and not made from one.
  ///
  /// PyTorch: `is_leaf`, with `requires_grad`.
  package var isParameter: Bool { node?.isLeaf == true }

  /// What copies of a parameter have in common, and no other has; nil for a tensor that is no parameter.
  package var parameterIdentity: ObjectIdentifier? { node.flatMap { $0.isLeaf ? ObjectIdentifier($0) : nil } }

  /// Whether a gradient has arrived at this parameter.
  public var hasGradient: Bool { node?.isLeaf == true && node?.gradient != nil }

  /// The same elements without their history: what is computed from them is not differentiated.
  ///
  /// PyTorch: `detach()`.
  public var detached: Tensor { Tensor(storage, layout) }

  /// The elements as they are now, without their history: a copy if an optimizer's step could change them.
  package var detachedSnapshot: Tensor { storage.isOfParameter ? materialized() : detached }

  /// A parameter with these elements, by which a loss can be differentiated.
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
  /// Stops the program for a tensor of more than one element, for one that was made from no parameter, in a second pass
  /// through the same graph, and where a derivative needs values of a parameter that an optimizer's step has changed since.
  ///
  /// Several threads may each go back from a loss of their own, also to the same parameters, whose gradients then add up in the order in
  /// which they arrive. No optimizer may take a step meanwhile.
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
    if let node, node.isLeaf { node.setGradient(nil) }
  }

  /// Turns the gradient of a result into that of one of the operation's inputs.
  ///
  /// What it captures must be ``saved`` if it is an input whose values matter, and otherwise ``detached``, or freeing a long graph would
  /// overflow the stack.
  typealias Derivative = (Tensor) -> Tensor

  /// Adds what a ``Derivative`` gives to the gradients that arrived at the input before: to their sum's memory if it can, which saves a pass
  /// over it.
  typealias AddingDerivative = (_ gradient: Tensor, _ sum: inout Tensor?) -> Void

  /// This result of an operation with its backward pass, if the input requires a gradient; only then is the derivative made.
  ///
  /// - Parameters:
  ///   - name: the operation's name as PyTorch prints it.
  ///   - derivative: gives the gradient of the input.
  @inline(__always)
  func withBackward(_ name: String, _ input: Tensor, _ derivative: @autoclosure () -> Derivative) -> Tensor {
    guard let node = input.node, Tensor.isRecording else { return self }
    return withNode([GradientNode.Edge(input: node, derivative: .plain(derivative()))], named: name)
  }

  /// The same for an operation with two inputs.
  @inline(__always)
  func withBackward(
    _ name: String, _ first: Tensor, _ firstDerivative: @autoclosure () -> Derivative, _ second: Tensor,
    _ secondDerivative: @autoclosure () -> Derivative
  ) -> Tensor {
    withEdges(name, first, .plain(firstDerivative()), second, .plain(secondDerivative()))
  }

  /// The same where the gradient of the first input is added to its sum.
  @inline(__always)
  func withBackward(
    _ name: String, _ first: Tensor, adding firstDerivative: @autoclosure () -> AddingDerivative, _ second: Tensor,
    _ secondDerivative: @autoclosure () -> Derivative
  ) -> Tensor {
    withEdges(name, first, .adding(firstDerivative()), second, .plain(secondDerivative()))
  }

  @inline(__always)
  private func withEdges(
    _ name: String, _ first: Tensor, _ firstDerivative: @autoclosure () -> GradientNode.Derivative, _ second: Tensor,
    _ secondDerivative: @autoclosure () -> GradientNode.Derivative
  ) -> Tensor {
    guard first.node != nil || second.node != nil, Tensor.isRecording else { return self }
    let edges =
      switch (first.edge(firstDerivative()), second.edge(secondDerivative())) {
      case (let first?, let second?): [first, second]
      case (let first?, nil): [first]
      case (nil, let second?): [second]
      case (nil, nil): [GradientNode.Edge]()
      }
    return withNode(edges, named: name)
  }

  /// The same for an operation with any number of inputs.
  func withBackward(_ name: String, _ inputs: [Tensor], _ derivative: (_ index: Int) -> Derivative) -> Tensor {
    withBackward(name, inputs, derivatives: { .plain(derivative($0)) })
  }

  /// The same where the gradients of some inputs are added to their sums.
  func withBackward(
    _ name: String, _ inputs: [Tensor], derivatives: (_ index: Int) -> GradientNode.Derivative
  ) -> Tensor {
    guard inputs.contains(where: { $0.node != nil }), Tensor.isRecording else { return self }
    return withNode(inputs.enumerated().compactMap { index, input in input.edge(derivatives(index)) }, named: name)
  }

  /// The way back to this tensor as an input; nil if it requires no gradient.
  @inline(__always)
  private func edge(_ derivative: @autoclosure () -> GradientNode.Derivative) -> GradientNode.Edge? {
    node.map { GradientNode.Edge(input: $0, derivative: derivative()) }
  }

  private func withNode(_ edges: [GradientNode.Edge], named name: String) -> Tensor {
    Tensor(storage, layout, node: GradientNode(name: name, shape: shape, edges: edges))
  }
}

/// Computes without recording: the results cannot be differentiated, and nothing is kept for it.
///
/// PyTorch: `torch.no_grad()`.
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  try Tensor.$isRecording.withValue(false, operation: body)
}
