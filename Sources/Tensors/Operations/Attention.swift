extension Tensor {
  /// Mixes values in shares that say how well each query fits each key (Vaswani et al., 2017): softmax(q · kᵀ / √hs) · v.
  ///
  /// PyTorch: `F.scaled_dot_product_attention(q, k, v, is_causal)`.
  ///
  /// Stops the program where the shapes do not fit.
  ///
  /// - Parameters:
  ///   - queries: shape `[…, T, hs]`, float32.
  ///   - keys: shape `[…, S, hs]`, float32.
  ///   - values: shape `[…, S, channels]`, float32; the batch dimensions of the three are broadcast.
  ///   - isCausal: whether query t sees the keys 0 to t only.
  /// - Returns: shape `[…, T, channels]`, float32.
  public static func scaledDotProductAttention(
    _ queries: Tensor, _ keys: Tensor, _ values: Tensor, isCausal: Bool = false
  ) -> Tensor {
    guard queries.shape.count >= 2, keys.shape.count >= 2, values.shape.count >= 2,
      queries.shape[-1] == keys.shape[-1], keys.shape[-2] == values.shape[-2]
    else {
      fatalError(
        "scaledDotProductAttention: takes […, T, hs], […, S, hs] and […, S, channels], not \(queries.shape.sizes), "
          + "\(keys.shape.sizes) and \(values.shape.sizes)")
    }
    let scale = 1 / Float(queries.shape[-1]).squareRoot()
    let scores = queries.matmul(keys.transposed(-2, -1)) * scale  // […, T, hs] × […, hs, S] → […, T, S]
    guard isCausal else { return scores.softmax(-1).matmul(values) }
    let isHidden = Tensor.ones([queries.shape[-2], keys.shape[-2]]).tril() .== 0
    return scores.maskedFill(isHidden, -.infinity).softmax(-1).matmul(values)
  }
}
