/// A rule by which parameters follow their gradients.
///
/// A training step computes a loss, forgets the old gradients (``Parameterized/zeroGradients()``), calls the loss's `backward()`, and then
/// ``step()``.
///
/// PyTorch: `torch.optim.Optimizer`.
public protocol Optimizer: Parameterized {
  /// How far a step goes; it may change between steps.
  var learningRate: Double { get set }

  /// Moves each parameter that has a gradient.
  ///
  /// PyTorch: `step()`.
  func step()
}
