import Tensors

/// A layer that sets negative numbers to 0.
///
/// PyTorch: `nn.ReLU`.
public final class ReLU: Layer, ListedModule {
  /// A layer without parameters.
  public init() {}

  /// None.
  public var ownParameters: [(name: String, tensor: Tensor)] { [] }
  /// None.
  public var parts: [(name: String, module: any Module)] { [] }

  /// Applies the layer: any shape, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.relu() }
  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}

/// A layer that multiplies each element by the probability that a normal number is below it.
///
/// PyTorch: `nn.GELU`.
public final class GELU: Layer, ListedModule {
  /// How that probability is computed.
  public let approximate: GELUApproximation

  /// A layer without parameters; GPT-2 has `.tanh`.
  public init(approximate: GELUApproximation = .none) { self.approximate = approximate }

  /// None.
  public var ownParameters: [(name: String, tensor: Tensor)] { [] }
  /// None.
  public var parts: [(name: String, module: any Module)] { [] }

  /// Applies the layer: any shape, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.gelu(approximate: approximate) }
  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}
