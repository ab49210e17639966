extension Tensor {
  /// Positive numbers that sum to 1 along a dimension, in the proportions of the exponentials.
  ///
  /// PyTorch: `F.softmax`.
  ///
  /// The largest number is taken off first, so that no exponential overflows; −∞ becomes 0.
  ///
  /// - Parameter dimension: the dimension that sums to 1; a negative one is counted from the last.
  /// - Returns: the shape of the tensor, float32.
  public func softmax(_ dimension: Int) -> Tensor {
    let last = alongLast(dimension, "softmax", kernels.softmax)
    let result = last ?? shares(dimension)
    let isLast = last != nil
    return result.recorded(
      "SoftmaxBackward0",
      self,
      { gradient in
        isLast
          ? result.softmaxBackward(gradient)
          : (gradient - (gradient * result).sum(dimension, keepDimension: true)) * result
      })
  }

  /// The gradient of the tensor whose softmax along the last dimension this is.
  private func softmaxBackward(_ gradient: Tensor) -> Tensor {
    gradient.withElements(Float.self) { g in
      withElements(Float.self) { result in
        Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let g = g.baseAddress, let p = result.baseAddress, let y = target.baseAddress else { return }
          let size = shape[-1]
          Threads.split(target.count / size, cost: 50 * size) { rows in
            let first = rows.lowerBound * size
            kernels.softmax_backward(g + first, p + first, y + first, rows.count, size)
          }
        }
      }
    }
  }

  /// The logarithms of the softmax, without the digits that taking a logarithm afterwards would lose.
  ///
  /// PyTorch: `F.log_softmax`.
  ///
  /// - Parameter dimension: the dimension whose exponentials sum to 1; a negative one is counted from the last.
  /// - Returns: the shape of the tensor, float32.
  public func logSoftmax(_ dimension: Int) -> Tensor {
    let result = alongLast(dimension, "logSoftmax", kernels.log_softmax) ?? logShares(dimension)
    return result.recorded(
      "LogSoftmaxBackward0", self, { $0 - result.exp() * $0.sum(dimension, keepDimension: true) })
  }

  /// Applies a kernel to each row where the dimension is the last; nil where it is another.
  private func alongLast(
    _ number: Int, _ operation: StaticString,
    _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int, Int) -> Void
  ) -> Tensor? {
    requireFloat(in: operation)
    let dimension = shape.dimension(number, in: operation)
    guard dimension == shape.count - 1 else { return nil }
    let size = shape[dimension]
    return withElements(Float.self) { source in
      Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
        guard let x = source.baseAddress, let y = target.baseAddress, size > 0 else { return }
        Threads.split(target.count / size, cost: 60 * size) { rows in
          kernel(x + rows.lowerBound * size, y + rows.lowerBound * size, rows.count, size)
        }
      }
    }
  }

  /// Softmax along a dimension that is not the last: here PyTorch divides by the sum, which it adds up in order.
  private func shares(_ dimension: Int) -> Tensor {
    let x = detached
    guard x.elementCount > 0 else { return x }
    let exponentials = (x - x.max(dimension, keepDimension: true)).exp()
    return exponentials / exponentials.sum(dimension, keepDimension: true)
  }

  private func logShares(_ dimension: Int) -> Tensor {
    let x = detached
    guard x.elementCount > 0 else { return x }
    let distances = x - x.max(dimension, keepDimension: true)
    return distances - distances.exp().sum(dimension, keepDimension: true).log()
  }
}
