import CKernels

extension Tensor {
  /// Each row shifted to mean 0 and scaled to variance 1, then scaled and shifted by parameters, if there are any (Ba et al., 2016).
  ///
  /// PyTorch: `F.layer_norm` over the last dimension.
  ///
  /// - Parameters:
  ///   - weight: shape `[C]`, float32; nil to leave the scale.
  ///   - bias: shape `[C]`, float32; nil to shift nothing.
  ///   - epsilon: added to the variance, so that nothing is divided by 0.
  /// - Returns: the shape of the tensor, `[…, C]`, float32.
  public func layerNorm(_ weight: Tensor? = nil, _ bias: Tensor? = nil, epsilon: Float = 1e-5) -> Tensor {
    requireFloat(in: "layerNorm")
    guard let channels = shape.last else {
      fatalError("layerNorm: takes a tensor of shape […, C], not one of shape []")
    }
    let (weight, bias) = (weight ?? .ones([channels]), bias ?? .zeros([channels]))
    guard weight.shape == [channels], bias.shape == [channels] else {
      fatalError(
        "layerNorm: takes […, C] with a weight and a bias of [C], not \(shape.sizes), \(weight.shape.sizes) and \(bias.shape.sizes)"
      )
    }
    let isRecorded = Tensor.isRecording && [self, weight, bias].contains(where: \.requiresGradient)
    let (normal, scales) = isRecorded ? (Tensor.empty(shape), Tensor.empty([shape.rowCount])) : (nil, nil)
    let result = detached.normalized(weight.detached, bias.detached, epsilon, normal, scales)
    guard let normal, let scales else { return result }
    let w = weight.saved
    let parameters = LayerNormParameterGradients(normal: normal)
    return result.withBackward("NativeLayerNormBackward0", [self, weight, bias]) { index in
      switch index {
      case 0: .adding { normal.layerNormBackward($0, w.values, scales, to: &$1) }
      case 1: .plain { parameters.weight($0) }
      default: .plain { parameters.bias($0) }
      }
    }
  }

  /// The rows with mean 0 and variance 1, scaled and shifted by parameters.
  ///
  /// - Parameters:
  ///   - normal: if given, set to the rows before they are scaled and shifted: the shape of the tensor.
  ///   - scales: if given, set to the factors that gave the rows variance 1: shape `[rows]`.
  private func normalized(
    _ weight: Tensor, _ bias: Tensor, _ epsilon: Float, _ normal: Tensor?, _ scales: Tensor?
  ) -> Tensor {
    let columns = shape[-1]
    let (normal, scales) = (normal?.floats, scales?.floats)
    return .rowwise(
      shape, rows: shape.rowCount, cost: Cost.layerNorm, rows(of: columns), weight.whole(), bias.whole()
    ) { x, w, b, out, rows in
      let first = rows.lowerBound
      kernels.layer_norm(
        x, w, b, epsilon, normal.map { $0 + first * columns }, scales.map { $0 + first }, out, rows.count, columns)
    }
  }

  /// The gradient of the tensor whose rows became these, with mean 0 and variance 1, by the scales: added to a sum of gradients.
  private func layerNormBackward(_ gradient: Tensor, _ weight: Tensor, _ scales: Tensor, to sum: inout Tensor?) {
    let columns = shape[-1]
    let isAdded = sum?.isUnshared == true
    let target = (isAdded ? sum : nil) ?? .empty(shape)
    let (gradient, weight) = (gradient.contiguous(), weight.contiguous())
    let (g, w, n, factors, out) = (gradient.floats, weight.floats, floats, scales.floats, target.floats)
    Threads.split(shape.rowCount, cost: Cost.layerNorm * columns) { rows in
      let first = rows.lowerBound * columns
      kernels.layer_norm_backward(
        g + first, w, n + first, factors + rows.lowerBound, out + first, rows.count, columns, isAdded ? 1 : 0)
    }
    withExtendedLifetime((gradient, weight, scales)) {}
    if !isAdded { sum.add(target) }
  }
}

/// The gradients of a layer norm's weight and bias, which one pass over the rows gives.
private final class LayerNormParameterGradients {
  private let normal: Tensor
  /// The gradient of the bias that came with the weight's.
  private var next: (gradient: Storage, bias: Tensor)?

  /// - Parameter normal: the rows before they were scaled and shifted: shape `[…, C]`.
  init(normal: Tensor) { self.normal = normal }

  func weight(_ gradient: Tensor) -> Tensor {
    let (weight, bias) = both(gradient)
    next = (gradient.storage, bias)
    return weight
  }

  func bias(_ gradient: Tensor) -> Tensor {
    defer { next = nil }
    if let next, next.gradient === gradient.storage { return next.bias }
    return both(gradient).bias
  }

  private func both(_ gradient: Tensor) -> (weight: Tensor, bias: Tensor) {
    let (rows, columns) = (normal.shape.rowCount, normal.shape[-1])
    let (weight, bias) = (Tensor.empty([columns]), Tensor.empty([columns]))
    let gradient = gradient.contiguous()
    let (g, n, w, b) = (gradient.floats, normal.floats, weight.floats, bias.floats)
    // By as many columns as the loop takes at a time: it is eight times as slow with fewer.
    Threads.split(columns, by: 32, cost: 2 * Cost.elementwise * rows) { part in
      let first = part.lowerBound
      kernels.layer_norm_parameters_backward(g + first, n + first, columns, w + first, b + first, rows, part.count)
    }
    return withExtendedLifetime(gradient) { (weight, bias) }
  }
}
