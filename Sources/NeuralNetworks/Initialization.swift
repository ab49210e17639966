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
  /// Draws as `randn` does. Stops the program if the tensor is no parameter, or the standard deviation is negative.
  ///
  /// PyTorch: `nn.init.normal_(parameter, std=0.02)`.
  ///
  /// - Parameters:
  ///   - std: the standard deviation.
  ///   - generator: where the numbers are drawn from.
  public func setNormal(std: Double, using generator: inout Generator) {
    setElements(to: .normal(std: std, shape, using: &generator))
  }
}
