import Tensors

/// Something with parameters: a module, or an optimizer.
public protocol Parameterized: AnyObject {
  /// All parameters, in a fixed order.
  ///
  /// PyTorch: `parameters()`.
  var parameters: [Tensor] { get }
}

extension Parameterized {
  /// Forgets the gradients of all parameters.
  ///
  /// PyTorch: `zero_grad(set_to_none=True)`.
  public func zeroGradients() {
    for parameter in parameters { parameter.zeroGradient() }
  }
}
