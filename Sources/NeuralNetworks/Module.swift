import Tensors

/// A model, or a part of one: it has parameters, or is made of parts that have some.
///
/// A module names its own parameters and its parts; everything else follows from that.
///
/// PyTorch: `nn.Module`.
public protocol Module: Parameterized {
  /// The parameters that belong to this module itself, with their names.
  var ownParameters: [(name: String, tensor: Tensor)] { get }
  /// The modules this one is made of, with their names.
  var parts: [(name: String, module: any Module)] { get }
  /// Whether the model is being trained: dropout leaves elements out only then.
  var isTraining: Bool { get set }
}

extension Module {
  /// None, unless the module says otherwise.
  public var ownParameters: [(name: String, tensor: Tensor)] { [] }
  /// None, unless the module says otherwise.
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

  /// The number of elements of all parameters.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.elementCount } }

  /// Switches the module and its parts to training.
  ///
  /// PyTorch: `train()`.
  public func train() { setTraining(true) }

  /// Switches the module and its parts to use.
  ///
  /// PyTorch: `eval()`.
  public func eval() { setTraining(false) }

  private func setTraining(_ isTraining: Bool) {
    self.isTraining = isTraining
    for part in parts { part.module.setTraining(isTraining) }
  }
}

/// A module that turns one tensor into another.
public protocol Layer: Module {
  /// Applies the layer.
  ///
  /// - Parameters:
  ///   - x: float32, of the shape that the layer documents.
  ///   - generator: the random stream, for layers that drop elements.
  func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor
}
