import Tensors

/// The length of the gradients of some parameters, taken together as one vector; parameters without a gradient count as zeros.
///
/// PyTorch: `torch.nn.utils.get_total_norm(gradients)`.
public func gradientNorm(of parameters: [Tensor]) -> Float {
  Float(Tensor.sumsOfSquares(parameters.compactMap(\.gradient)).reduce(0, +).squareRoot())
}

/// Shortens the gradients of some parameters, taken together as one vector, to a length, if they are longer.
///
/// ```swift
/// loss.backward()
/// clipGradientNorm(optimizer.parameters, to: 1)
/// optimizer.step()
/// ```
///
/// PyTorch: `torch.nn.utils.clip_grad_norm_`.
///
/// - Returns: the length before; if it is no finite number, the gradients aren't either.
@discardableResult
public func clipGradientNorm(_ parameters: [Tensor], to limit: Float) -> Float {
  guard limit >= 0 else { fatalError("clipGradientNorm: the limit \(limit) is no number from 0 on") }
  let norm = gradientNorm(of: parameters)
  let factor = limit / (norm + 1e-6)
  // A norm that is no number must show in the gradients, as in PyTorch.
  if factor >= 1 { return norm }
  for parameter in parameters { parameter.gradient = parameter.gradient.map { $0 * factor } }
  return norm
}
