extension Tensor {
  /// The tensor with some elements set to 0 at random, and the others made larger so that the mean stays (Srivastava et al., 2014).
  ///
  /// PyTorch: `F.dropout`, in training.
  ///
  /// Two draws an element, in the order in which the elements lie in memory: of a transposed tensor, in that of the original.
  ///
  /// - Parameters:
  ///   - probability: how likely an element is set to 0, from 0 to 1.
  ///   - generator: where the choice is drawn from.
  /// - Returns: the shape of the tensor, float32.
  public func dropout(_ probability: Double, using generator: inout Generator) -> Tensor {
    requireFloat(in: "dropout")
    guard (0...1).contains(probability) else {
      fatalError("dropout: the probability \(probability) is not from 0 to 1")
    }
    if probability == 0 { return self }
    if probability == 1 { return self * 0 }
    let drawn = Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
      for i in target.indices { target[i] = generator.uniformDouble() < 1 - probability ? 1 : 0 }
    }
    return self * Tensor((drawn / Float(1 - probability)).storage, layout.dense)
  }
}
