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
    applyingKeepingResult(
      "tanh", "TanhBackward0", cost: Cost.tanh, { tanhf($0) },
      derivative: { gradient, y in gradient * (1 - y * y) })
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
    switch approximate {
    case .none: exactGELU()
    case .tanh: tanhGELU()
    }
  }

  private func exactGELU() -> Tensor {
    applying("gelu", "GeluBackward0", cost: Cost.gelu, { Float(Double($0) * Self.normalProbability(Double($0))) }) {
      gradient, x in
      let x = Double(x)
      let density = Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      return Float(Double(gradient) * (Self.normalProbability(x) + x * density))
    }
  }

  private func tanhGELU() -> Tensor {
    requireFloat(in: "gelu")
    let x = saved
    let result = Tensor.zip(x.values, x.values.tanhOdds()) { x, odds in x / (1 + odds) }
    return result.withBackward(
      "GeluBackward0", self,
      { gradient in
        let x = x.values
        let slopes = Tensor.zip(x, x.tanhOdds()) { x, odds in
          let probability = 1 / (1 + odds)
          let slope = 2 * Self.tanhScale * (1 + 3 * Self.tanhCubic * (x * x))
          return probability + x * probability * (1 - probability) * slope
        }
        return gradient * slopes
      })
  }

  /// (1 - p) / p for the probability p = (1 + tanh(scale · (x + cubic · x³))) / 2.
  private func tanhOdds() -> Tensor {
    mapped { (x: Float) in -2 * Self.tanhScale * (x + Self.tanhCubic * (x * x * x)) }
      .elementwise(cost: Cost.exponential, kernels.exp)
  }

  private static var tanhScale: Float { 0.7978845608 }  // √(2 / π)
  private static var tanhCubic: Float { 0.044715 }

  private static func normalProbability(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }
}

extension Double {
  fileprivate static func exp(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.exp(x)
    #else
      Darwin.exp(x)
    #endif
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
