import Tensors

/// A layer that multiplies by a matrix of parameters.
///
/// PyTorch: `nn.Linear`.
///
/// B batch · T time; any number of dimensions may stand before the last.
public final class Linear: Layer, ListedModule {
  /// The parameters: shape `[outputs, inputs]`, float32.
  public let weight: Tensor
  /// What is added to each output: shape `[outputs]`, float32; nil for a layer without.
  public let bias: Tensor?

  /// Makes a layer with PyTorch's starting values: evenly spread in ±1/√inputs (He et al., 2015, with a = √5); without inputs, zeros.
  ///
  /// Draws outputs × inputs numbers for the weight, then outputs numbers for the bias if there is one.
  ///
  /// - Parameters:
  ///   - inputs: the size of the last dimension of what the layer takes.
  ///   - outputs: the size of the last dimension of what it gives.
  ///   - bias: whether a parameter is added to each output.
  ///   - generator: where the starting values are drawn from.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true, using generator: inout Generator) {
    // In the order of PyTorch's own steps: another order rounds to another number.
    let gain = (2.0 / (1 + 5.0.squareRoot() * 5.0.squareRoot())).squareRoot()
    let bound = inputs > 0 ? Float(3.0.squareRoot() * (gain / Double(inputs).squareRoot())) : 0
    weight = Tensor.uniform(-bound..<bound, [outputs, inputs], using: &generator).asParameter()
    let biasBound = inputs > 0 ? Float(1 / Double(inputs).squareRoot()) : 0
    self.bias = bias ? Tensor.uniform(-biasBound..<biasBound, [outputs], using: &generator).asParameter() : nil
  }

  /// Makes a layer of parameters that there are, such as an embedding's, which it then shares.
  ///
  /// Stops the program if one is no parameter, or their shapes do not fit.
  ///
  /// - Parameters:
  ///   - weight: shape `[outputs, inputs]`, float32.
  ///   - bias: shape `[outputs]`, float32, or nil for a layer without.
  public init(weight: Tensor, bias: Tensor? = nil) {
    guard weight.isParameter, bias?.isParameter != false else {
      fatalError("Linear: the weight or the bias is no parameter: use asParameter() and keep what it returns")
    }
    guard weight.shape.count == 2, bias.map({ $0.shape == [weight.shape[0]] }) != false else {
      fatalError(
        "Linear: takes a weight of [outputs, inputs] and a bias of [outputs], not \(([weight, bias].compactMap { $0 }).map { Array($0.shape) })"
      )
    }
    (self.weight, self.bias) = (weight, bias)
  }

  /// The parameters with the names that PyTorch gives them.
  public var ownParameters: [(name: String, tensor: Tensor)] {
    [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
  }
  /// None.
  public var parts: [(name: String, module: any Module)] { [] }

  /// Applies the layer.
  ///
  /// - Parameter x: shape `[…, inputs]`, float32.
  /// - Returns: `x · weightᵀ + bias`, shape `[…, outputs]`, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    guard let bias, x.shape.count > 1 else {
      let product = x.matmul(weight.transposed(0, 1))  // [B, T, inputs] × [inputs, outputs] → [B, T, outputs]
      return bias.map { product + $0 } ?? product
    }
    return x.linear(weight, bias)
  }

  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}
