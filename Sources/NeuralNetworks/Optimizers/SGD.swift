import Tensors

/// Stochastic gradient descent: each step goes down the gradient.
///
/// PyTorch: `torch.optim.SGD`, without momentum.
public final class SGD: Optimizer {
  /// The parameters that the optimizer moves.
  public let parameters: [Tensor]
  /// How far a step goes.
  public var learningRate: Double

  /// An optimizer of the given parameters.
  ///
  /// Stops the program if a tensor is no parameter or comes twice, or if the learning rate is negative.
  public init(_ parameters: [Tensor], learningRate: Double) {
    checkSettings(of: "SGD", parameters, learningRate: learningRate)
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// Moves each parameter that has a gradient.
  public func step() {
    let rate = Float(-learningRate)
    for parameter in parameters {
      guard let gradient = parameter.gradient else { continue }
      parameter.update(with: gradient) { $0.addingProduct($1, rate) }
    }
  }
}
