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
    let numbers = targets.scalars(as: Int.self)
    if let wrong = numbers.first(where: { !(0..<classes).contains($0) }) {
      fatalError("crossEntropy: the target \(wrong) is out of range for \(classes) classes")
    }
    let logProbabilities = detached.logSoftmax(-1)
    let loss = logProbabilities.withElements(Float.self) { values in
      values.baseAddress.map { ck_nll_mean($0, numbers, rows, classes) } ?? .nan
    }
    return Tensor(loss).recorded(
      "NllLossBackward0",
      (
        self,
        { gradient in
          logProbabilities.withElements(Float.self) { values in
            Tensor([rows, classes]) { (target: UnsafeMutableBufferPointer<Float>) in
              guard let x = values.baseAddress, let y = target.baseAddress else { return }
              let scale: Float = gradient.item()
              numbers.withUnsafeBufferPointer { numbers in
                guard let targets = numbers.baseAddress else { return }
                Threads.split(rows, cost: 50 * classes) { part in
                  let first = part.lowerBound
                  kernels.cross_entropy_backward(
                    x + first * classes, targets + first, scale, y + first * classes, part.count, classes, rows)
                }
              }
            }
          }
        }
      ))
  }
}
