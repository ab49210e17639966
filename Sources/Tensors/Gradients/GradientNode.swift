import Synchronization

/// A node of the graph that leads from a loss back to the parameters.
///
/// A parameter's node collects its gradient. A result that is made from a tensor with a node has a node too: it knows those of the
/// operation's inputs, and how a gradient passes on to each of them.
final class GradientNode {
  /// The way back to an input of an operation.
  struct Edge {
    var input: GradientNode
    var derivative: Derivative
  }

  /// How the gradient of a result becomes that of an input.
  enum Derivative {
    case plain(Tensor.Derivative)
    case adding(Tensor.AddingDerivative)
  }

  /// The operation's name as PyTorch prints it, such as `SoftmaxBackward0`; nil for a parameter.
  let name: String?
  /// The shape of the tensor that the node belongs to.
  let shape: Shape
  /// The gradient that has arrived: for a parameter over all passes, for a result within one.
  private var arrived: Tensor?
  /// Held where a parameter's gradient is read or changed, as passes on several threads may lead to it.
  private let lock = Mutex(())
  /// The ways back to the inputs; nil after a pass, as PyTorch frees its graph then.
  private var edges: [Edge]?
  /// The node's number in the order in which all nodes were made.
  private let order: Int
  /// The number of the only pass that may go through a result's node; 0 before.
  private let pass = Atomic(0)

  /// The number of nodes and passes.
  private static let count = Atomic(0)

  init(name: String?, shape: Shape, edges: [Edge]) {
    self.name = name
    self.shape = shape
    self.edges = edges
    order = Self.count.add(1, ordering: .relaxed).newValue
  }

  /// Whether the node is a parameter's.
  var isLeaf: Bool { name == nil }

  // A long chain is freed in a loop: otherwise each node's deinit would free the next node inside its own, and overflow the stack.
  deinit {
    var orphans = edges ?? []
    edges = nil
    while var node = orphans.popLast()?.input {
      if isKnownUniquelyReferenced(&node) { orphans += node.takeEdges() }
    }
  }

  private func takeEdges() -> [Edge] {
    defer { edges = nil }
    return edges ?? []
  }

  /// Sends a gradient back through the graph; what arrives at parameters is added to what they have.
  ///
  /// Results are visited in the reverse of the order in which they were made, so that each has its whole gradient by then.
  func propagate(_ gradient: Tensor) {
    let pass = Self.count.add(1, ordering: .relaxed).newValue
    var reached: [GradientNode] = []
    var waiting = [self]
    while let node = waiting.popLast() {
      guard !node.isLeaf, node.isNew(to: pass) else { continue }
      reached.append(node)
      for edge in node.edges ?? [] { waiting.append(edge.input) }
    }
    reached.sort { $0.order > $1.order }
    add(gradient)
    for node in reached {
      guard let gradient = node.arrived else { continue }
      node.arrived = nil
      for edge in node.takeEdges() { edge.input.receive(gradient, through: edge.derivative) }
    }
  }

  /// Whether a pass meets a result's node for the first time; stops the program if another pass has met it.
  private func isNew(to pass: Int) -> Bool {
    let (isNew, owner) = self.pass.compareExchange(expected: 0, desired: pass, ordering: .relaxed)
    guard isNew || owner == pass else {
      fatalError("backward: the graph was freed by an earlier pass: compute the loss again")
    }
    return isNew
  }

  /// A parameter's gradient.
  var gradient: Tensor? {
    lock.withLock { _ in
      nonisolated(unsafe) let gradient = arrived
      return gradient
    }
  }

  /// Sets a parameter's gradient; nil forgets it.
  func setGradient(_ gradient: Tensor?) {
    nonisolated(unsafe) let gradient = gradient
    lock.withLock { _ in arrived = gradient }
  }

  /// Adds what a gradient of a result becomes here.
  private func receive(_ gradient: Tensor, through derivative: Derivative) {
    switch derivative {
    case .plain(let derivative): add(derivative(gradient))
    case .adding(let derivative):
      // A parameter's gradient may be changed by other threads, and read by them.
      guard isLeaf else {
        derivative(gradient, &arrived)
        return checkShape(of: arrived)
      }
      var own: Tensor?
      derivative(gradient, &own)
      if let own { add(own) }
    }
  }

  private func add(_ more: Tensor) {
    checkShape(of: more)
    if isLeaf { lock.withLock { _ in arrived.add(more) } } else { arrived.add(more) }
  }

  private func checkShape(of gradient: Tensor?) {
    guard let gradient, gradient.shape != shape else { return }
    fatalError("backward: a gradient of shape \(gradient.shape.sizes) for a tensor of shape \(shape.sizes)")
  }
}

extension Tensor? {
  /// Adds a gradient to those that have arrived before.
  mutating func add(_ more: Tensor) {
    guard let old = self else { return self = more }
    self = nil
    self = old.adding(more)
  }
}
