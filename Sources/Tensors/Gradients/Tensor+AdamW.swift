import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What all parameters have in common in a step of AdamW.
package struct AdamWSettings {
  let learningRate: Double
  let betas: (Double, Double)
  let epsilon: Double

  package init(learningRate: Double, betas: (Double, Double), epsilon: Double) {
    (self.learningRate, self.betas, self.epsilon) = (learningRate, betas, epsilon)
  }

  /// The numbers of the loop for a parameter that takes its n-th step.
  fileprivate func params(step: Int) -> ck_adamw_params {
    // What the means are divided by, since they began as zeros.
    let corrections = (1 - pow(betas.0, Double(step)), 1 - pow(betas.1, Double(step)))
    return ck_adamw_params(
      decay: 1, first_weight: Float(1 - betas.0), second_beta: Float(betas.1), second_weight: Float(1 - betas.1),
      second_correction: Float(corrections.1.squareRoot()), epsilon: Float(epsilon),
      step: Float(-(learningRate / corrections.0)))
  }
}

/// A parameter with its state and its weight decay, for a step of AdamW.
package struct AdamWParameter {
  let tensor: Tensor
  let moments: AdamWMoments
  let weightDecay: Double

  package init(_ tensor: Tensor, _ moments: AdamWMoments, weightDecay: Double) {
    (self.tensor, self.moments, self.weightDecay) = (tensor, moments, weightDecay)
  }

  /// Moves parameters by one step of AdamW along their gradients; those without one stay.
  ///
  /// One loop goes over the numbers of all, which threads share.
  ///
  /// PyTorch: `torch.optim.AdamW`.
  package static func step(_ parameters: [AdamWParameter], _ settings: AdamWSettings) {
    var parts: [Part] = []
    var gradients: [Tensor] = []
    parts.reserveCapacity(parameters.count)
    gradients.reserveCapacity(parameters.count)
    var count = 0
    var common: (step: Int, params: ck_adamw_params)?
    for parameter in parameters {
      guard let gradient = parameter.tensor.gradient?.contiguous() else { continue }
      parameter.moments.steps += 1
      let step = parameter.moments.steps
      if common?.step != step { common = (step, settings.params(step: step)) }
      guard var params = common?.params else { continue }
      params.decay = Float(1 - settings.learningRate * parameter.weightDecay)
      parameter.tensor.withParameterElements { values in
        guard let x = values.baseAddress, !values.isEmpty else { return }
        let moments = parameter.moments
        parts.append(
          Part(
            values: x, gradient: gradient.floats, means: moments.first.floats, squares: moments.second.floats,
            first: count,
            params: params))
        gradients.append(gradient)
        count += values.count
      }
    }
    withExtendedLifetime((parameters, gradients)) {
      Threads.split(count, by: 16, cost: Cost.adamW) { range in
        var next = range.lowerBound
        var index = parts.partitioningIndex { $0.first > next } - 1
        while next < range.upperBound {
          let end = Swift.min(range.upperBound, index + 1 < parts.count ? parts[index + 1].first : count)
          parts[index].step(next..<end)
          (next, index) = (end, index + 1)
        }
      }
    }
  }

  /// The numbers of one parameter, among those of all; by pointers, so that threads count no references.
  private struct Part: @unchecked Sendable {
    let values: UnsafeMutablePointer<Float>
    let gradient: UnsafeMutablePointer<Float>
    let means: UnsafeMutablePointer<Float>
    let squares: UnsafeMutablePointer<Float>
    /// The number of its first element.
    let first: Int
    let params: ck_adamw_params

    func step(_ range: Range<Int>) {
      let start = range.lowerBound - first
      kernels.adamw_step(
        values + start, gradient + start, means + start, squares + start, range.count, params)
    }
  }
}

extension Array {
  /// The index of the first element for which a condition holds that holds for all elements after it, too; the count where it holds for none.
  fileprivate func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = isAfter(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}

/// AdamW's state for a parameter: the running means of its gradient and of the gradient's square.
package final class AdamWMoments {
  let first: Tensor
  let second: Tensor
  /// The number of steps so far.
  package fileprivate(set) var steps = 0

  /// The moments of a parameter before its first step: zeros.
  package init(for parameter: Tensor) {
    first = Tensor.zeros(parameter.shape)
    second = Tensor.zeros(parameter.shape)
  }

  /// Copies of both means, which later steps don't change: the shape of the parameter, float32.
  package var values: (first: Tensor, second: Tensor) { (first.materialized(), second.materialized()) }

  /// Goes on from other means of the same shape, float32, after a number of steps.
  package func restore(first: Tensor, second: Tensor, steps: Int) {
    self.first.storeElements(of: first, at: self.first.layout)
    self.second.storeElements(of: second, at: self.second.layout)
    self.steps = steps
  }
}
