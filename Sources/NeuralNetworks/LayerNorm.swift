import Tensors

/// A layer that shifts and scales each row to mean 0 and variance 1, then scales and shifts it by parameters.
///
/// PyTorch: `nn.LayerNorm`.
public final class LayerNorm: Layer {
  /// By what each channel is scaled: shape `[C]`, float32, ones to begin with.
  public let weight: Tensor
  /// By what each channel is shifted: shape `[C]`, float32, zeros to begin with.
  public let bias: Tensor
  /// Whether the model is being trained.
  public var isTraining = true

  /// A layer for rows of the given number of channels.
  public init(_ channels: Int) {
    weight = Tensor.ones([channels]).asParameter()
    bias = Tensor.zeros([channels]).asParameter()
  }

  /// The parameters with the names that PyTorch gives them.
  public var ownParameters: [(name: String, tensor: Tensor)] { [("weight", weight), ("bias", bias)] }

  /// Applies the layer.
  ///
  /// - Parameter x: shape `[…, C]`, float32.
  /// - Returns: the shape of `x`, float32.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.layerNorm(weight, bias) }

  /// Applies the layer; nothing is drawn.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor { self(x) }
}
