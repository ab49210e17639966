import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// What optimizers do to parameters: all copies of a parameter change.
extension Tensor {
  /// The sum of the squares of all elements, in the order of the shape, eight sums beside one another.
  package var sumOfSquares: Double {
    withElements(Float.self) { elements in
      var sums = SIMD8<Double>()
      let whole = elements.count & ~7
      for start in stride(from: 0, to: whole, by: 8) {
        let values = SIMD8<Double>(SIMD8<Float>(elements[start..<start + 8]))
        sums += values * values
      }
      return elements[whole...].reduce(sums.sum()) { $0 + Double($1) * Double($1) }
    }
  }

  /// Sets each element to a function of itself and of the element of another tensor of the same shape.
  package func update(with other: Tensor, _ function: (Float, Float) -> Float) {
    other.expanded(to: shape).withElements(Float.self) { source in
      withParameterElements { target in
        for i in target.indices { target[i] = function(target[i], source[i]) }
      }
    }
  }

  /// Sets all elements of a parameter, and of its copies, to those of a tensor of its shape, float32.
  ///
  /// PyTorch: `parameter.data.copy_(values)`, `load_state_dict()`.
  ///
  /// Stops the program if the tensor is no parameter, or the values have another shape or dtype.
  public func setElements(to values: Tensor) {
    guard isParameter else { fatalError("setElements: the tensor of shape \(shape.sizes) is no parameter") }
    guard values.shape == shape else {
      fatalError("setElements: values of shape \(values.shape.sizes) for a parameter of shape \(shape.sizes)")
    }
    values.requireFloat(in: "setElements")
    update(with: values) { $1 }
  }

  /// Moves a parameter by one step of AdamW along its gradient, which it must have.
  ///
  /// PyTorch: `torch.optim.AdamW`.
  package func adamWStep(
    _ moments: AdamWMoments, learningRate: Double, betas: (Double, Double), epsilon: Double, weightDecay: Double
  ) {
    guard let gradient else { fatalError("adamWStep: the parameter of shape \(shape.sizes) has no gradient") }
    moments.steps += 1
    let corrections = moments.corrections(betas)
    let params = ck_adamw_params(
      decay: Float(1 - learningRate * weightDecay), first_weight: Float(1 - betas.0), second_beta: Float(betas.1),
      second_weight: Float(1 - betas.1), second_correction: Float(corrections.1.squareRoot()), epsilon: Float(epsilon),
      step: Float(-(learningRate / corrections.0)))
    gradient.withElements(Float.self) { gradient in
      withParameterElements { values in
        guard let x = values.baseAddress, let g = gradient.baseAddress else { return }
        kernels.adamw_step(x, g, moments.first.floats, moments.second.floats, values.count, params)
      }
    }
  }

  private func withParameterElements(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    guard let node, node.isLeaf, layout.isContiguous else {
      fatalError("update: only a parameter can be updated, and not a part of one")
    }
    storage.version &+= 1
    storage.withElements(Float.self) { elements in
      body(UnsafeMutableBufferPointer(rebasing: elements[layout.offset..<layout.offset + elementCount]))
    }
  }
}

/// AdamW's state for a parameter: the running means of its gradient and of the gradient's square.
package final class AdamWMoments {
  let first: Tensor
  let second: Tensor
  /// The number of steps so far.
  package internal(set) var steps = 0

  /// What the means are divided by, since they began as zeros.
  fileprivate func corrections(_ betas: (Double, Double)) -> (Double, Double) {
    (1 - pow(betas.0, Double(steps)), 1 - pow(betas.1, Double(steps)))
  }

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
