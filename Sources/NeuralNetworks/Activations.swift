import Tensors

/// A layer that sets negative numbers to 0.
///
/// PyTorch: `nn.ReLU`.
public final class ReLU: Layer {
  /// Whether the model is being trained.
  public var isTraining = true

  /// A layer without parameters.
  public init() {}

  /// Applies the layer: any shape, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.relu() }
  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}

/// A layer that multiplies each element by the probability that a normal number is below it.
///
/// PyTorch: `nn.GELU`.
public final class GELU: Layer {
  /// Whether the model is being trained.
  public var isTraining = true

  /// A layer without parameters.
  public init() {}

  /// Applies the layer: any shape, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.gelu() }
  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}
