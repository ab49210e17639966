import Tensors

/// A part of a model that has parameters, or parts that have some.
///
/// A module names its own parameters and its parts; everything else follows from that.
///
/// PyTorch: `nn.Module`.
public protocol Module: AnyObject {
  /// The parameters that belong to this module itself, with their names.
  var ownParameters: [(name: String, tensor: Tensor)] { get }
  /// The modules this one is made of, with their names.
  var parts: [(name: String, module: any Module)] { get }
  /// Whether the model is being trained: dropout leaves elements out only then.
  var isTraining: Bool { get set }
}

extension Module {
  /// None, for a module that is made of others.
  public var ownParameters: [(name: String, tensor: Tensor)] { [] }
  /// None, for a module that is made of no others.
  public var parts: [(name: String, module: any Module)] { [] }

  /// All parameters, this module's own first, with the names that PyTorch gives them, such as `blocks.0.weight`.
  ///
  /// PyTorch: `named_parameters()`.
  public var namedParameters: [(name: String, tensor: Tensor)] {
    ownParameters
      + parts.flatMap { part in part.module.namedParameters.map { ("\(part.name).\($0.name)", $0.tensor) } }
  }

  /// All parameters, in the order of ``namedParameters``.
  ///
  /// PyTorch: `parameters()`.
  public var parameters: [Tensor] { namedParameters.map(\.tensor) }

  /// How many numbers the parameters have together.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.elementCount } }

  /// Makes the module and its parts behave as in training.
  ///
  /// PyTorch: `train()`.
  public func train() { setTraining(true) }

  /// Makes the module and its parts behave as in use.
  ///
  /// PyTorch: `eval()`.
  public func eval() { setTraining(false) }

  private func setTraining(_ isTraining: Bool) {
    self.isTraining = isTraining
    for part in parts { part.module.setTraining(isTraining) }
  }

  /// Forgets the gradients of all parameters.
  ///
  /// PyTorch: `zero_grad()`.
  public func zeroGradients() {
    for parameter in parameters { parameter.zeroGradient() }
  }
}

/// A module that turns one tensor into one other.
public protocol Layer: Module {
  /// Applies the layer.
  ///
  /// - Parameters:
  ///   - x: float32; its shape is what the layer says.
  ///   - generator: where a layer draws that leaves elements out at random.
  func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor
}
