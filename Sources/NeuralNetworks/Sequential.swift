import Tensors

/// Layers that are applied in order.
///
/// PyTorch: `nn.Sequential`.
public final class Sequential: Layer, ListedModule {
  /// The layers in their order; their names are their numbers.
  public let layers: [any Layer]

  /// The given layers, in the order in which they are applied.
  public init(_ layers: any Layer...) { self.layers = layers }
  /// The given layers, in the order in which they are applied.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// None.
  public var ownParameters: [(name: String, tensor: Tensor)] { [] }
  /// The layers with their numbers as names.
  public var parts: [(name: String, module: any Module)] {
    layers.enumerated().map { ("\($0)", $1) }
  }

  /// Applies the layers in order.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor {
    layers.reduce(x) { $1($0, using: &generator) }
  }
}
