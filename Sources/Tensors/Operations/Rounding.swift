import CKernels

// Functions that move each element to another number. They take and give float32, in the shape of the tensor.
extension Tensor {
  /// Each element without its sign.
  ///
  /// The gradient is 0 where the element is 0.
  ///
  /// PyTorch: `abs`.
  public func abs() -> Tensor {
    requireFloat(in: "abs")
    let x = saved
    return elementwise(cost: Cost.elementwise, kernels.abs).withBackward(
      "AbsBackward0", self, { Tensor.zip($0, x.values) { gradient, x in gradient * (x > 0 ? 1 : x < 0 ? -1 : 0) } })
  }

  /// Each element rounded to a whole number; of two that are equally near, to the even one.
  ///
  /// The gradient is 0.
  ///
  /// PyTorch: `round`.
  public func round() -> Tensor {
    requireFloat(in: "round")
    return mapped { (x: Float) in x.rounded(.toNearestOrEven) }.withBackward(
      "RoundBackward0", self, { .zeros($0.shape) })
  }

  /// Each element, or the nearest bound where it lies outside.
  ///
  /// NaN stays. The gradient is 0 where an element lies outside.
  ///
  /// PyTorch: `clamp(min, max)`.
  public func clamp(_ range: ClosedRange<Float>) -> Tensor { clamp(min: range.lowerBound, max: range.upperBound) }

  /// Each element, or the nearest bound where it lies outside.
  ///
  /// NaN stays. The gradient is 0 where an element lies outside.
  ///
  /// PyTorch: `clamp(min, max)`.
  ///
  /// - Parameters:
  ///   - min: the lower bound.
  ///   - max: the upper bound; if it is the smaller one, every number becomes it, as in PyTorch.
  public func clamp(min: Float = -.infinity, max: Float = .infinity) -> Tensor {
    requireFloat(in: "clamp")
    let x = saved
    return elementwise(cost: Cost.elementwise) { kernels.clamp($0, min, max, $1, $2) }.withBackward(
      "ClampBackward1", self,
      {
        Tensor.elementwise(x.values, $0, cost: Cost.elementwise) { kernels.clamp_backward($0, $1, min, max, $2, $3) }
      })
  }
}
