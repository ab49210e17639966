extension Tensor {
  /// The product with the transposed weight, to each row of which a bias is added in the same pass.
  ///
  /// PyTorch: `F.linear`.
  ///
  /// Stops the program where the shapes do not fit.
  ///
  /// - Parameters:
  ///   - weight: shape `[outputs, inputs]`, float32.
  ///   - bias: shape `[outputs]`, float32.
  /// - Returns: shape `[…, outputs]` for a tensor of shape `[…, inputs]` of two dimensions or more, float32.
  package func linear(_ weight: Tensor, _ bias: Tensor) -> Tensor {
    for tensor in [self, weight, bias] { tensor.requireFloat(in: "linear") }
    guard shape.count > 1, weight.shape.count == 2, shape[-1] == weight.shape[1], bias.shape == [weight.shape[0]] else {
      fatalError(
        "linear: takes […, inputs], a weight of [outputs, inputs] and a bias of [outputs], not \(shape.sizes), \(weight.shape.sizes) and \(bias.shape.sizes)"
      )
    }
    let (x, y) = (saved, weight.detached.transposed(0, 1).saved)
    let result = x.values.product(y.values, adding: bias.detached)
    return result.withBackward(shape.count == 2 ? "AddmmBackward0" : "ViewBackward0", [self, weight, bias]) { index in
      switch index {
      case 0: .adding(Tensor.leftDerivative(x, y))
      case 1: .plain { x.values.transposed(-2, -1).product($0, as: y.layout).transposed(0, 1) }
      default: .plain { $0.summed(to: [y.shape[1]]) }
      }
    }
  }
}
