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
    let result = withElements(Float.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let y = target.baseAddress else { return }
        Threads.split(target.count, cost: 40) { kernels.exp(x + $0.lowerBound, y + $0.lowerBound, $0.count) }
      }
    }
    return result.recorded("ExpBackward0", self, { $0 * result })
  }

  /// The natural logarithm of each element: −∞ of 0, NaN of a negative number.
  ///
  /// PyTorch: `log`.
  public func log() -> Tensor {
    applying("log", "LogBackward0", cost: 20, { logf($0) }) { gradient, x in gradient / x }
  }

  /// The square root of each element: NaN of a negative number.
  ///
  /// PyTorch: `sqrt`.
  public func sqrt() -> Tensor {
    applying("sqrt", "SqrtBackward0", { $0.squareRoot() }) { gradient, x in gradient / (2 * x.squareRoot()) }
  }

  /// The hyperbolic tangent of each element.
  ///
  /// PyTorch: `tanh`.
  public func tanh() -> Tensor {
    applying("tanh", "TanhBackward0", cost: 50, { tanhf($0) }) { gradient, x in
      let y = tanhf(x)
      return gradient * (1 - y * y)
    }
  }

  /// Each element, or 0 where it is negative.
  ///
  /// PyTorch: `F.relu`.
  public func relu() -> Tensor {
    requireFloat(in: "relu")
    let x = detached.contiguous()
    let result = x.withElements(Float.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let y = target.baseAddress else { return }
        Threads.split(target.count, cost: 4) { kernels.relu(x + $0.lowerBound, y + $0.lowerBound, $0.count) }
      }
    }
    return result.recorded(
      "ReluBackward0",
      self,
      { gradient in
        gradient.withElements(Float.self) { g in
          x.withElements(Float.self) { source in
            Tensor(x.shape) { (target: UnsafeMutableBufferPointer<Float>) in
              guard let x = source.baseAddress, let g = g.baseAddress, let y = target.baseAddress else { return }
              Threads.split(target.count, cost: 4) { range in
                let first = range.lowerBound
                kernels.relu_backward(x + first, g + first, y + first, range.count)
              }
            }
          }
        }
      })
  }

  /// Each element times the probability that a normal number is below it (Hendrycks and Gimpel, 2016).
  ///
  /// PyTorch: `F.gelu`.
  public func gelu() -> Tensor {
    applying("gelu", "GeluBackward0", cost: 80, { Float(Double($0) * Self.normalProbability(Double($0))) }) {
      gradient, x in
      let x = Double(x)
      let density = Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      return Float(Double(gradient) * (Self.normalProbability(x) + x * density))
    }
  }

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
