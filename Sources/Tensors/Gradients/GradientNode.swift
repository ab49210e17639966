import Synchronization

/// A node of the graph that leads from a loss back to the parameters.
///
/// A parameter's node collects its gradient. A result that is made from a tensor with a node has a node too: it knows those of the
/// operation's inputs, and how a gradient passes on to each of them.
final class GradientNode {
  /// The way back to an input of an operation.
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
  /// The ways back to the inputs; nil after a pass, as PyTorch frees its graph then.
  private(set) var edges: [Edge]?
  /// The node's number in the order in which all nodes were made.
  private let order: Int
  /// Whether the current pass has visited the node.
  private var isVisited = false

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
    var reached: [GradientNode] = []
    var waiting = [self]
    while let node = waiting.popLast() {
      guard !node.isVisited else { continue }
      node.isVisited = true
      reached.append(node)
      guard let edges = node.edges else {
        for node in reached { node.isVisited = false }
        fatalError("backward: the graph was freed by an earlier pass: compute the loss again")
      }
      for edge in edges where !edge.input.isVisited { waiting.append(edge.input) }
    }
    reached.sort { $0.order > $1.order }
    add(gradient)
    for node in reached {
      node.isVisited = false
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
