import Tensors

extension Tensor {
  /// Sets all elements of a parameter to numbers from the normal distribution with mean 0.
  ///
  /// ```swift
  /// for (name, parameter) in model.namedParameters where name.hasSuffix("weight") {
  ///   parameter.setNormal(std: 0.02, using: &generator)  // as GPT-2 begins
  /// }
  /// ```
  ///
  /// Draws as `randn` does. Stops the program if the tensor is no parameter.
  ///
  /// PyTorch: `nn.init.normal_(parameter, std=0.02)`.
  ///
  /// - Parameters:
  ///   - std: the standard deviation.
  ///   - generator: where the numbers are drawn from.
  public func setNormal(std: Double, using generator: inout Generator) {
    // PyTorch multiplies few numbers while they are float64, and many when they are float32.
    setElements(
      to: elementCount < 16
        ? Tensor((0..<elementCount).map { _ in Float(generator.normalDouble() * std) }, shape: shape)
        : Tensor.randn(shape, using: &generator) * Float(std))
  }
}
