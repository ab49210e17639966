import Synchronization

/// A place in the graph that leads from a loss back to the parameters.
///
/// A parameter has a node of its own, which collects its gradient. Each result that is made from a tensor with a node has one too:
/// it knows the nodes of the operation's inputs, and for each of them how a gradient passes on to it.
final class GradientNode {
  /// A way back to an input of an operation.
  struct Edge {
    var input: GradientNode
    /// Turns the gradient of the result into the gradient of the input.
    var derivative: Tensor.Derivative
  }

  /// The operation's name as PyTorch prints it, such as `SoftmaxBackward0`; nil for a parameter.
  let name: String?
  /// The shape of the tensor that the node belongs to.
  let shape: Shape
  /// The gradient that has arrived: for a parameter over all passes, for a result within one.
  var gradient: Tensor?
  /// Where gradients pass on to; nil once a pass has gone through, as PyTorch frees its graph then.
  private(set) var edges: [Edge]?
  /// The node's place in the order in which all nodes were made.
  private let order: Int
  /// Whether a pass has met the node; such marks are gone when it ends.
  private var isMet = false

  private static let count = Atomic(0)

  init(name: String?, shape: Shape, edges: [Edge]) {
    self.name = name
    self.shape = shape
    self.edges = edges
    order = Self.count.add(1, ordering: .relaxed).newValue
  }

  /// Whether the node is a parameter's.
  var isLeaf: Bool { name == nil }

  // A long chain of results is freed link by link: left to itself, each link would free the next one inside its own end.
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
    var reached: [GradientNode] = []
    var waiting = [self]
    while let node = waiting.popLast() {
      guard !node.isMet else { continue }
      node.isMet = true
      reached.append(node)
      guard let edges = node.edges else {
        for node in reached { node.isMet = false }
        fatalError("backward: the graph was freed by an earlier pass: compute the loss again")
      }
      for edge in edges where !edge.input.isMet { waiting.append(edge.input) }
    }
    reached.sort { $0.order > $1.order }
    add(gradient)
    for node in reached {
      node.isMet = false
      guard !node.isLeaf, let gradient = node.gradient else { continue }
      node.gradient = nil
      for edge in node.takeEdges() { edge.input.add(edge.derivative(gradient)) }
    }
  }

  private func add(_ more: Tensor) {
    guard more.shape == shape else {
      fatalError("backward: a gradient of shape \(more.shape.sizes) for a tensor of shape \(shape.sizes)")
    }
    guard let old = gradient else {
      gradient = more
      return
    }
    gradient = nil
    gradient = old.adding(more)
  }
}
