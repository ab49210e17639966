import Tensors

/// A layer that looks up a row of parameters for each integer.
///
/// PyTorch: `nn.Embedding`.
public final class Embedding: ListedModule {
  /// The parameters: shape `[rows, columns]`, float32.
  public let weight: Tensor

  /// Makes a table of normal numbers, as PyTorch does.
  ///
  /// Draws as `Tensor.randn` does for `[rows, columns]`.
  public init(_ rows: Int, _ columns: Int, using generator: inout Generator) {
    weight = Tensor.randn([rows, columns], using: &generator).asParameter()
  }

  /// The parameters with the names that PyTorch gives them.
  public var ownParameters: [(name: String, tensor: Tensor)] { [("weight", weight)] }
  /// None.
  public var parts: [(name: String, module: any Module)] { [] }

  /// Looks the rows up.
  ///
  /// - Parameter indices: any shape, int64, from 0 to rows − 1.
  /// - Returns: the shape of the integers and then `[columns]`, float32.
  public func callAsFunction(_ indices: Tensor) -> Tensor { weight.embedding(indices) }
}
