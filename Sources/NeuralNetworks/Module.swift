import Tensors

/// A model, or a part of one: it has parameters, or is made of parts that have some.
///
/// A class with parameters and modules in its properties has to say nothing else: they are found, in the order of their declarations, and
/// have the properties' names.
///
/// ```swift
/// final class Head: Module {
///   let key: Linear
///   let query: Linear
///   let blocks: [Block]  // their parameters are named blocks.0.weight, …
/// }
/// ```
///
/// PyTorch: `nn.Module`.
public protocol Module: Parameterized {
  /// The parameters that belong to this module itself, with their names; unless the module says otherwise, those in its properties.
  ///
  /// Parameters and modules are found in optionals, arrays, tuples and dictionaries, too, but not in other types.
  var ownParameters: [(name: String, tensor: Tensor)] { get }

  /// The modules this one is made of, with their names; unless the module says otherwise, those in its properties.
  ///
  /// A module that says otherwise may give other names, but leave nothing out: the program stops when the parameters are asked for.
  var parts: [(name: String, module: any Module)] { get }

  /// Whether the module is being trained.
  ///
  /// A module that then computes something else, as dropout does, declares `var isTraining = true`, which ``train()`` and ``eval()`` set.
  /// For any other, this is whether all its parts are being trained.
  ///
  /// PyTorch: `training`.
  var isTraining: Bool { get set }
}

extension Module {
  public var ownParameters: [(name: String, tensor: Tensor)] {
    GetterProbe.isAsking(.ownParameters, of: self) ? [] : ModuleProperties(of: self).parameters
  }

  public var parts: [(name: String, module: any Module)] {
    GetterProbe.isAsking(.parts, of: self) ? [] : ModuleProperties(of: self).parts
  }

  public var isTraining: Bool {
    get {
      GetterProbe.isAsking(.isTraining, of: self)
        || switchedModules.allSatisfy { $0 === self || $0.isTraining }
    }
    set {}
  }

  /// All parameters, this module's own first, with the names that PyTorch gives them, such as `blocks.0.weight`.
  ///
  /// A parameter that several modules share comes once, with its first name.
  ///
  /// PyTorch: `named_parameters()`.
  public var namedParameters: [(name: String, tensor: Tensor)] {
    var seen: Set<ObjectIdentifier> = []
    return allNames.filter { parameter in parameter.tensor.parameterIdentity.map { seen.insert($0).inserted } ?? true }
  }

  /// All parameters, in the order of ``namedParameters``.
  ///
  /// The modules are searched each time: in a training step, ask the optimizer, which keeps them.
  ///
  /// PyTorch: `parameters()`.
  public var parameters: [Tensor] { namedParameters.map(\.tensor) }

  /// The number of elements of all parameters; those that modules share count once.
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
    for module in switchedModules { module.isTraining = isTraining }
  }

  /// Forgets the gradients of all parameters.
  ///
  /// PyTorch: `zero_grad(set_to_none=True)`.
  public func zeroGradients() {
    var isComplete = true
    ModuleSearch.forEachNode(from: self) { node in
      isComplete = isComplete && node.kind.isComplete
      if isComplete { for (_, tensor) in node.ownParameters { tensor.zeroGradient() } }
    }
    // Only `parameters` finds out what a module's own lists leave out.
    if !isComplete { for parameter in parameters { parameter.zeroGradient() } }
  }

  /// Calls a closure while the module and its parts are switched to use and nothing is recorded for gradients; then each is what it was.
  ///
  /// ```swift
  /// let loss = model.evaluating { model(x).crossEntropy(y).item(as: Float.self) }
  /// ```
  ///
  /// PyTorch: `model.eval()`, `with torch.no_grad():`, `model.train()`.
  public func evaluating<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = switchedModules.map { (module: $0, isTraining: $0.isTraining) }
    for (module, _) in before { module.isTraining = false }
    defer { for (module, isTraining) in before { module.isTraining = isTraining } }
    return try noGrad(body)
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
