import Tensors

/// Parameters that an optimizer treats alike.
///
/// ```swift
/// let optimizer = AdamW([
///   ParameterGroup(model.parameters.filter { $0.shape.count >= 2 }, weightDecay: 0.1),
///   ParameterGroup(model.parameters.filter { $0.shape.count < 2 }, weightDecay: 0),
/// ])
/// ```
///
/// PyTorch: an optimizer's `param_groups`.
public struct ParameterGroup {
  /// The parameters.
  public let parameters: [Tensor]
  /// The share of itself, times the learning rate, by which a parameter shrinks in a step.
  public let weightDecay: Double

  /// A group of parameters.
  public init(_ parameters: [Tensor], weightDecay: Double) {
    self.parameters = parameters
    self.weightDecay = weightDecay
  }
}
