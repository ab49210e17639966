import CKernels

extension Tensor {
  /// The mean of −log of the probability that a model gave to each target.
  ///
  /// PyTorch: `F.cross_entropy`.
  ///
  /// Stops the program where the shapes do not fit, or a target is no class.
  ///
  /// - Parameter targets: shape `[B]`, int64, from 0 to V − 1.
  /// - Returns: no dimension, float32, for logits of shape `[B, V]`.
  public func crossEntropy(_ targets: Tensor) -> Tensor {
    requireFloat(in: "crossEntropy")
    guard shape.count == 2, targets.dtype == .int64, targets.shape.count == 1, targets.shape[0] == shape[0] else {
      fatalError(
        "crossEntropy: takes logits of shape [B, V] and targets of shape [B], torch.int64, not \(shape.sizes) and "
          + "\(targets.shape.sizes), \(targets.dtype)")
    }
    let (rows, classes) = (shape[0], shape[1])
    guard targets.areIndices(of: classes) else {
      let wrong = targets.scalars(as: Int.self).first { !(0..<classes).contains($0) } ?? 0
      fatalError("crossEntropy: the target \(wrong) is out of range for \(classes) classes")
    }
    let logits = detachedSnapshot.contiguous()
    let sums = Tensor.empty([2, rows])
    let loss: Float = logits.withElements(Float.self) { values in
      targets.withElements(Int.self) { targets in
        guard let x = values.baseAddress, let targets = targets.baseAddress else { return .nan }
        let (maxima, logarithms) = (sums.floats, sums.floats + rows)
        // Not row-wise, as the kernel has two results.
        Threads.split(rows, cost: Cost.softmax * classes) { part in
          let first = part.lowerBound
          kernels.max_and_log_sum_exp(x + first * classes, maxima + first, logarithms + first, part.count, classes)
        }
        return ck_nll_mean(x, maxima, logarithms, targets, rows, classes)
      }
    }
    let detachedTargets = targets.detached
    return Tensor(loss).withBackward(
      "NllLossBackward0", self, { logits.crossEntropyBackward(sums, detachedTargets, scale: $0.item()) })
  }

  /// The gradient of logits from that of their cross-entropy.
  ///
  /// - Parameters:
  ///   - sums: shape `[2, B]`: the maximum of each row, then for each row log Σ exp(x − maximum).
  ///   - targets: shape `[B]`, int64.
  ///   - scale: the gradient of the cross-entropy.
  private func crossEntropyBackward(_ sums: Tensor, _ targets: Tensor, scale: Float) -> Tensor {
    let (rows, classes) = (shape[0], shape[1])
    return .rowwise(
      shape, rows: rows, cost: Cost.softmaxGradient, self.rows(of: classes), targets.rows(of: 1),
      sums.whole(Float.self)
    ) { x, targets, sums, out, part in
      let maxima = sums + part.lowerBound
      kernels.cross_entropy_backward(
        x, maxima, maxima + rows, targets, scale, out, part.count, classes, rows)
    }
  }
}
