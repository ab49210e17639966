import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Tensor {
  /// Each element to the power of a number.
  ///
  /// PyTorch: `pow`, `**`.
  ///
  /// The powers -2, -1, -0.5, 0.5, 1, 2 and 3 are computed by products, quotients and roots, as in PyTorch. A negative element has no
  /// power with a fraction: the result is NaN.
  ///
  /// - Returns: the shape of the tensor, float32.
  public func pow(_ exponent: Float) -> Tensor {
    requireFloat(in: "pow")
    let x = saved
    return power(exponent).withBackward(
      "PowBackward0", self, { exponent == 0 ? .zeros($0.shape) : $0 * (x.values.power(exponent - 1) * exponent) })
  }

  /// The power without a history.
  private func power(_ exponent: Float) -> Tensor {
    switch exponent {
    case 0: Tensor.ones(shape)
    case 1: mapped { (x: Float) in x }
    case 2: BinaryOperator.multiply.apply(self, self)
    case 3: elementwise(cost: Cost.elementwise, kernels.cube)
    case 0.5: mapped { (x: Float) in x.squareRoot() }
    case -0.5: mapped { (x: Float) in 1 / x.squareRoot() }
    case -1: mapped { (x: Float) in 1 / x }
    case -2: mapped { (x: Float) in 1 / (x * x) }
    default: mapped(cost: Cost.power) { (x: Float) in powf(x, exponent) }
    }
  }
}
