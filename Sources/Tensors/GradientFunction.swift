/// The operation that made a tensor from others that require a gradient.
///
/// PyTorch: `grad_fn`.
final class GradientFunction: Sendable {
  /// The name as PyTorch prints it, such as `SoftmaxBackward0`.
  let name: String

  /// Makes a node, or nothing where no input requires a gradient.
  init?(_ name: String, of inputs: [Tensor]) {
    guard inputs.contains(where: \.requiresGradient) else { return nil }
    self.name = name
  }
}
