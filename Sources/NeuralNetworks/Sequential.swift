import Tensors

/// Layers that are applied one after the other.
///
/// PyTorch: `nn.Sequential`.
public final class Sequential: Layer {
  /// The layers in their order; their names are their numbers.
  public let layers: [any Layer]
  public var isTraining = true

  public init(_ layers: any Layer...) { self.layers = layers }
  public init(_ layers: [any Layer]) { self.layers = layers }

  public var parts: [(name: String, module: any Module)] {
    layers.enumerated().map { ("\($0)", $1) }
  }

  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor {
    layers.reduce(x) { $1($0, using: &generator) }
  }
}
