import Tensors

/// Gradient descent whose step for each number depends on the running means of its gradient and of the gradient's square (Loshchilov and
/// Hutter, 2017).
///
/// PyTorch: `torch.optim.AdamW`, in the order of its steps.
public final class AdamW: Optimizer {
  /// The parameters that the optimizer moves, with the weight decay of each group.
  public let groups: [ParameterGroup]
  /// The parameters of all groups.
  public let parameters: [Tensor]
  private let weightDecays: [Double]
  let moments: [AdamWMoments]
  /// How far a step goes.
  public var learningRate: Double
  /// The share of the old value that the two running means keep in each step.
  public let betas: (Double, Double)
  /// Added to the divisor, so that nothing is divided by 0.
  public let epsilon: Double

  /// An optimizer of the given parameters, with PyTorch's settings unless others are given.
  ///
  /// Stops the program if a tensor is no parameter or comes twice, if the learning rate, epsilon or the weight decay is negative, and if the
  /// betas are not from 0 up to, but not including, 1.
  public convenience init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8,
    weightDecay: Double = 0.01
  ) {
    self.init(
      [ParameterGroup(parameters, weightDecay: weightDecay)], learningRate: learningRate, betas: betas, epsilon: epsilon
    )
  }

  /// An optimizer of groups of parameters, each with a weight decay of its own; it stops the program where the other one does.
  public init(
    _ groups: [ParameterGroup], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8
  ) {
    let parameters = groups.flatMap(\.parameters)
    checkSettings(of: "AdamW", parameters, learningRate: learningRate)
    checkSetting("epsilon", epsilon, of: "AdamW")
    for group in groups { checkSetting("the weight decay", group.weightDecay, of: "AdamW") }
    for (place, beta) in [("first", betas.0), ("second", betas.1)] where !(0..<1).contains(beta) {
      fatalError("AdamW: the \(place) of the betas is \(beta), not from 0 up to 1")
    }
    self.groups = groups
    self.parameters = parameters
    weightDecays = groups.flatMap { group in group.parameters.map { _ in group.weightDecay } }
    moments = parameters.map { AdamWMoments(for: $0) }
    self.learningRate = learningRate
    self.betas = betas
    self.epsilon = epsilon
  }

  /// Moves each parameter that has a gradient.
  public func step() {
    let all = parameters.indices.map {
      AdamWParameter(parameters[$0], moments[$0], weightDecay: weightDecays[$0])
    }
    AdamWParameter.step(all, AdamWSettings(learningRate: learningRate, betas: betas, epsilon: epsilon))
  }
}
