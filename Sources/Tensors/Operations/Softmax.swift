import CKernels

extension Tensor {
  /// The exponentials, divided by their sum along a dimension: positive numbers that sum to 1.
  ///
  /// PyTorch: `F.softmax`.
  ///
  /// The maximum is subtracted first, so that no exponential overflows; −∞ becomes 0.
  ///
  /// - Parameter dimension: the dimension that sums to 1; a negative one is counted from the last.
  /// - Returns: the shape of the tensor, float32.
  public func softmax(_ dimension: Int) -> Tensor {
    let isLast = isLast(dimension, "softmax")
    let result = isLast ? softmaxOfRows() : softmaxAcrossRows(dimension)
    return result.withBackward(
      "SoftmaxBackward0",
      self,
      { gradient in
        isLast
          ? result.softmaxOfRowsBackward(gradient)
          : (gradient - (gradient * result).sum(dimension, keepDimension: true)) * result
      })
  }

  private func softmaxOfRows() -> Tensor {
    let columns = shape[-1]
    return deferring(cost: Cost.softmax) { x, rows in kernels.softmax(x, x, rows.count, columns) }
      ?? rowwise(cost: Cost.softmax, kernels.softmax)
  }

  /// The gradient of the tensor that this is the softmax of.
  private func softmaxOfRowsBackward(_ gradient: Tensor) -> Tensor {
    let columns = shape[-1]
    let result = floats
    return gradient.deferring(cost: Cost.softmaxGradient, reading: [self]) { g, rows in
      kernels.softmax_backward(g, result + rows.lowerBound * columns, g, rows.count, columns)
    } ?? .rowwise(gradient, self, cost: Cost.softmaxGradient, kernels.softmax_backward)
  }

  /// The logarithms of the softmax, with digits that taking a logarithm afterwards would lose.
  ///
  /// PyTorch: `F.log_softmax`.
  ///
  /// - Parameter dimension: the dimension whose exponentials sum to 1; a negative one is counted from the last.
  /// - Returns: the shape of the tensor, float32.
  public func logSoftmax(_ dimension: Int) -> Tensor {
    let isLast = isLast(dimension, "logSoftmax")
    let result = isLast ? rowwise(cost: Cost.softmax, kernels.log_softmax) : logSoftmaxAcrossRows(dimension)
    return result.withBackward(
      "LogSoftmaxBackward0", self, { $0 - result.exp() * $0.sum(dimension, keepDimension: true) })
  }

  /// Whether a dimension of a tensor of float32 is the last one.
  private func isLast(_ dimension: Int, _ operation: StaticString) -> Bool {
    requireFloat(in: operation)
    return shape.dimension(dimension, in: operation) == shape.count - 1
  }

  /// Softmax along a dimension that is not the last: here PyTorch divides by the sum, which it adds up in order.
  private func softmaxAcrossRows(_ dimension: Int) -> Tensor {
    let x = detached
    guard x.elementCount > 0 else { return x }
    let exponentials = (x - x.max(dimension, keepDimension: true)).exp()
    return exponentials / exponentials.sum(dimension, keepDimension: true)
  }

  private func logSoftmaxAcrossRows(_ dimension: Int) -> Tensor {
    let x = detached
    guard x.elementCount > 0 else { return x }
    let distances = x - x.max(dimension, keepDimension: true)
    return distances - distances.exp().sum(dimension, keepDimension: true).log()
  }
}
