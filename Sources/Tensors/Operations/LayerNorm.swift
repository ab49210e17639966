extension Tensor {
  /// Each row shifted to mean 0 and scaled to variance 1, then scaled and shifted by parameters (Ba et al., 2016).
  ///
  /// PyTorch: `F.layer_norm` over the last dimension.
  ///
  /// - Parameters:
  ///   - weight: shape `[C]`, float32.
  ///   - bias: shape `[C]`, float32.
  ///   - epsilon: what is added to the variance, so that nothing is divided by 0.
  /// - Returns: the shape of the tensor, `[…, C]`, float32.
  public func layerNorm(_ weight: Tensor, _ bias: Tensor, epsilon: Float = 1e-5) -> Tensor {
    requireFloat(in: "layerNorm")
    guard let channels = shape.last, weight.shape == [channels], bias.shape == [channels] else {
      fatalError(
        "layerNorm: takes […, C] with a weight and a bias of [C], not \(shape.sizes), \(weight.shape.sizes) and \(bias.shape.sizes)"
      )
    }
    let (normal, scale) = detached.normalized(epsilon)
    let (w, shape) = (weight.detached, shape)
    return (normal * w + bias.detached).recorded(
      "NativeLayerNormBackward0",
      (
        self,
        { gradient in
          let g = gradient * w
          let along = normal * (g * normal).mean(-1, keepDimension: true)
          return (g - g.mean(-1, keepDimension: true) - along) * scale
        }
      ),
      (weight, { ($0 * normal).reshaped([shape.elementCount / Swift.max(1, channels), channels]).sum(0) }),
      (bias, { $0.reshaped([shape.elementCount / Swift.max(1, channels), channels]).sum(0) }))
  }

  /// The rows with mean 0 and variance 1, and by what each was scaled: shape `[…, 1]`.
  private func normalized(_ epsilon: Float) -> (rows: Tensor, scale: Tensor) {
    let mean = reduced(-1, true, "layerNorm") { line in Float(line.reduce(0.0) { $0 + Double($1) } / Double(line.count))
    }
    let scale = reduced(-1, true, "layerNorm") { line in
      Float(1 / (line.variance * Double(line.count - 1) / Double(line.count) + Double(epsilon)).squareRoot())
    }
    return ((self - mean) * scale, scale)
  }
}
