import Tensors

/// A layer that sets what is negative to 0.
///
/// PyTorch: `nn.ReLU`.
public final class ReLU: Layer {
  public var isTraining = true

  public init() {}

  public func callAsFunction(_ x: Tensor) -> Tensor { x.relu() }
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}

/// A layer that multiplies each element by the probability that a normal number is below it.
///
/// PyTorch: `nn.GELU`.
public final class GELU: Layer {
  public var isTraining = true

  public init() {}

  public func callAsFunction(_ x: Tensor) -> Tensor { x.gelu() }
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}
