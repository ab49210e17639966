import Tensors

/// A layer that shifts and scales each row to mean 0 and variance 1, then scales and shifts it by parameters.
///
/// PyTorch: `nn.LayerNorm`.
public final class LayerNorm: Layer, ListedModule {
  /// By what each channel is scaled: shape `[C]`, float32, ones to begin with.
  public let weight: Tensor
  /// By what each channel is shifted: shape `[C]`, float32, zeros to begin with; nil for a layer without.
  public let bias: Tensor?

  /// A layer for rows of the given number of channels.
  ///
  /// - Parameters:
  ///   - channels: the size of the last dimension.
  ///   - bias: whether a parameter is added to each channel.
  public init(_ channels: Int, bias: Bool = true) {
    weight = Tensor.ones([channels]).asParameter()
    self.bias = bias ? Tensor.zeros([channels]).asParameter() : nil
  }

  /// The parameters with the names that PyTorch gives them.
  public var ownParameters: [(name: String, tensor: Tensor)] {
    [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
  }
  /// None.
  public var parts: [(name: String, module: any Module)] { [] }

  /// Applies the layer.
  ///
  /// - Parameter x: shape `[…, C]`, float32.
  /// - Returns: the shape of `x`, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.layerNorm(weight, bias) }

  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}
