import Tensors

/// A layer that sets elements to 0 at random while a model is trained, and does nothing in use.
///
/// PyTorch: `nn.Dropout`.
public final class Dropout: Layer {
  /// How likely an element is set to 0.
  public let probability: Double
  public var isTraining = true

  public init(_ probability: Double) { self.probability = probability }

  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor {
    isTraining ? x.dropout(probability, using: &generator) : x
  }
}
