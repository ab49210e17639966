import Tensors

/// A layer that sets elements to 0 at random in training, and does nothing otherwise.
///
/// PyTorch: `nn.Dropout`.
public final class Dropout: Layer, ListedModule {
  /// How likely an element is set to 0.
  public let probability: Double
  /// Whether the model is being trained.
  public var isTraining = true

  /// A layer that sets an element to 0 with the given probability, from 0 to 1.
  public init(_ probability: Double) { self.probability = probability }

  /// None.
  public var ownParameters: [(name: String, tensor: Tensor)] { [] }
  /// None.
  public var parts: [(name: String, module: any Module)] { [] }

  /// Applies the layer: two draws an element in training, none in use.
  public func callAsFunction(_ x: Tensor, using generator: inout Generator) -> Tensor {
    isTraining ? x.dropout(probability, using: &generator) : x
  }
}
