import Tensors

/// Stochastic gradient descent: each step goes down the gradient.
///
/// PyTorch: `torch.optim.SGD`, without momentum.
public final class SGD {
  private let parameters: [Tensor]
  /// How far a step goes.
  public var learningRate: Double

  /// An optimizer of the given parameters.
  public init(_ parameters: [Tensor], learningRate: Double) {
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

  /// Forgets the gradients.
  ///
  /// PyTorch: `zero_grad(set_to_none=True)`.
  public func zeroGradients() {
    for parameter in parameters { parameter.zeroGradient() }
  }
}
