import Tensors

/// Gradient descent with a step for each number that follows its gradients' mean and size (Loshchilov and Hutter, 2017).
///
/// PyTorch: `torch.optim.AdamW`, in the order of its steps.
public final class AdamW {
  private let parameters: [Tensor]
  private let moments: [AdamWMoments]
  /// How far a step goes.
  public var learningRate: Double
  /// How fast the means of the gradients and of their squares forget.
  public let betas: (Double, Double)
  /// What is added to the size, so that nothing is divided by 0.
  public let epsilon: Double
  /// By how much of itself, times the learning rate, a parameter shrinks in a step.
  public let weightDecay: Double

  /// An optimizer of the given parameters, with PyTorch's settings unless others are given.
  public init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8,
    weightDecay: Double = 0.01
  ) {
    self.parameters = parameters
    moments = parameters.map { AdamWMoments(for: $0) }
    self.learningRate = learningRate
    self.betas = betas
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// Moves each parameter that has a gradient.
  public func step() {
    for index in parameters.indices where parameters[index].hasGradient {
      parameters[index].adamWStep(
        moments[index], learningRate: learningRate, betas: betas, epsilon: epsilon, weightDecay: weightDecay)
    }
  }

  /// Forgets the gradients.
  ///
  /// PyTorch: `zero_grad(set_to_none=True)`.
  public func zeroGradients() {
    for parameter in parameters { parameter.zeroGradient() }
  }
}
