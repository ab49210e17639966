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
    let isRecorded = Tensor.isRecording && [self, weight, bias].contains(where: \.requiresGradient)
    let (normal, scale) =
      isRecorded ? (Tensor.empty(shape), Tensor.empty([elementCount / Swift.max(1, channels)])) : (nil, nil)
    let result = detached.normalized(weight.detached, bias.detached, epsilon, normal, scale)
    guard let normal, let scale else { return result }
    let (w, shape) = (weight.detached, shape)
    let rows: Shape = [shape.elementCount / Swift.max(1, channels), channels]
    return result.recorded("NativeLayerNormBackward0", [self, weight, bias]) { index in
      switch index {
      case 0: { normal.layerNormBackward($0, w, scale) }
      case 1: { ($0 * normal).reshaped(rows).sum(0) }
      default: { $0.reshaped(rows).sum(0) }
      }
    }
  }

  /// The rows with mean 0 and variance 1, scaled and shifted by parameters.
  ///
  /// - Parameters:
  ///   - normal: takes the rows as they are before that, where it is given.
  ///   - scale: takes by what each row was scaled: shape `[rows]`.
  private func normalized(
    _ weight: Tensor, _ bias: Tensor, _ epsilon: Float, _ normal: Tensor?, _ scale: Tensor?
  ) -> Tensor {
    let columns = shape[-1]
    let rows = elementCount / Swift.max(1, columns)
    return withElements(Float.self) { x in
      weight.withElements(Float.self) { w in
        bias.withElements(Float.self) { b in
          Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
            guard let x = x.baseAddress, let w = w.baseAddress, let b = b.baseAddress, let y = target.baseAddress else {
              return
            }
            let (normal, scale) = (normal?.floats, scale?.floats)
            Threads.split(rows, cost: 80 * columns) { rows in
              let first = rows.lowerBound * columns
              kernels.layer_norm(
                x + first, w, b, epsilon, normal.map { $0 + first }, scale.map { $0 + rows.lowerBound }, y + first,
                rows.count,
                columns)
            }
          }
        }
      }
    }
  }

  /// The gradient of the tensor of whose rows these are the normal ones.
  private func layerNormBackward(_ gradient: Tensor, _ weight: Tensor, _ scale: Tensor) -> Tensor {
    gradient.withElements(Float.self) { g in
      weight.withElements(Float.self) { w in
        Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let g = g.baseAddress, let w = w.baseAddress, let y = target.baseAddress else { return }
          let (normal, scales, columns) = (floats, scale.floats, shape[-1])
          Threads.split(scale.elementCount, cost: 80 * columns) { rows in
            let first = rows.lowerBound * columns
            kernels.layer_norm_backward(
              g + first, w, normal + first, scales + rows.lowerBound, y + first, rows.count, columns)
          }
        }
      }
    }
  }
}
