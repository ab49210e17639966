import CKernels

extension Tensor {
  /// How surprised a model is by what came: the mean of −log of the probability that it gave to each target.
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
    let logits = unchanging.contiguous()
    let sums = Tensor.empty([2, rows])
    let (maxima, logarithms) = (sums.floats, sums.floats + rows)
    let loss: Float = logits.withElements(Float.self) { values in
      targets.withElements(Int.self) { targets in
        guard let x = values.baseAddress, let numbers = targets.baseAddress else { return .nan }
        Threads.split(rows, cost: 60 * classes) { part in
          let first = part.lowerBound
          kernels.log_sums(x + first * classes, maxima + first, logarithms + first, part.count, classes)
        }
        return ck_nll_mean(x, maxima, logarithms, numbers, rows, classes)
      }
    }
    let places = targets.detached
    return Tensor(loss).recorded(
      "NllLossBackward0", self, { logits.crossEntropyGradient(sums, places, scale: $0.item()) })
  }

  /// The gradient of logits from that of their cross-entropy.
  ///
  /// - Parameters:
  ///   - sums: the largest number of each row, then the logarithms of the sums of the exponentials of the distances from it: shape `[2, B]`.
  ///   - targets: shape `[B]`, int64.
  ///   - scale: the gradient of the cross-entropy.
  private func crossEntropyGradient(_ sums: Tensor, _ targets: Tensor, scale: Float) -> Tensor {
    let (rows, classes) = (shape[0], shape[1])
    return withElements(Float.self) { values in
      targets.withElements(Int.self) { targets in
        Tensor(shape) { (target: UnsafeMutableBufferPointer<Float>) in
          guard let x = values.baseAddress, let y = target.baseAddress, let targets = targets.baseAddress else {
            return
          }
          Threads.split(rows, cost: 50 * classes) { part in
            let (first, maxima) = (part.lowerBound, sums.floats + part.lowerBound)
            kernels.cross_entropy_backward(
              x + first * classes, maxima, maxima + rows, targets + first, scale, y + first * classes, part.count,
              classes, rows)
          }
        }
      }
    }
  }
}
