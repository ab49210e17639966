import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Functions of each element, each with its derivative. They take and give float32, in the shape of the tensor.
extension Tensor {
  /// e to the power of each element.
  ///
  /// PyTorch: `exp`.
  public func exp() -> Tensor {
    requireFloat(in: "exp")
    let result = elementwise(cost: Cost.exponential, kernels.exp)
    return result.withBackward("ExpBackward0", self, { $0 * result })
  }

  /// The natural logarithm of each element: −∞ of 0, NaN of a negative number.
  ///
  /// PyTorch: `log`.
  public func log() -> Tensor {
    applying("log", "LogBackward0", cost: Cost.logarithm, { logf($0) }) { gradient, x in gradient / x }
  }

  /// The square root of each element: NaN of a negative number.
  ///
  /// PyTorch: `sqrt`.
  public func sqrt() -> Tensor {
    applyingKeepingResult(
      "sqrt", "SqrtBackward0", { $0.squareRoot() }, derivative: { gradient, y in gradient / (2 * y) })
  }

  /// The hyperbolic tangent of each element.
  ///
  /// PyTorch: `tanh`.
  public func tanh() -> Tensor {
    requireFloat(in: "tanh")
    let result = elementwise(cost: Cost.tanh, kernels.tanh)
    return result.withBackward(
      "TanhBackward0", self, { Tensor.elementwise(result, $0, cost: Cost.elementwise, kernels.tanh_backward) })
  }

  /// Each element, or 0 where it is negative; -0 and NaN stay as they are.
  ///
  /// PyTorch: `F.relu`.
  public func relu() -> Tensor {
    requireFloat(in: "relu")
    let result = elementwise(cost: Cost.elementwise, kernels.relu)
    return result.withBackward(
      "ReluBackward0", self, { Tensor.elementwise(result, $0, cost: Cost.elementwise, kernels.relu_backward) })
  }

  /// Each element times the probability that a normal number is below it (Hendrycks and Gimpel, 2016).
  ///
  /// PyTorch: `F.gelu(x, approximate)`.
  ///
  /// - Parameter approximate: how that probability is computed.
  public func gelu(approximate: GELUApproximation = .none) -> Tensor {
    requireFloat(in: "gelu")
    let x = saved
    return switch approximate {
    case .none:
      elementwise(cost: Cost.gelu, kernels.gelu).withBackward(
        "GeluBackward0", self, { Tensor.elementwise(x.values, $0, cost: Cost.gelu, kernels.gelu_backward) })
    case .tanh:
      elementwise(cost: Cost.tanh, kernels.gelu_by_tanh).withBackward(
        "GeluBackward0", self, { Tensor.elementwise(x.values, $0, cost: Cost.tanh, kernels.gelu_by_tanh_backward) })
    }
  }
}

/// How ``Tensor/gelu(approximate:)`` computes the probability that a normal number is below an element.
///
/// PyTorch: the argument `approximate`.
public enum GELUApproximation: Sendable {
  /// Exactly.
  case none
  /// By a hyperbolic tangent, as GPT-2 does.
  case tanh
}
