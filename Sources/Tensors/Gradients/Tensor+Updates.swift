import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// What optimizers do to parameters: all copies of a parameter change.
extension Tensor {
  /// Sets each element to a function of itself and of the element of another tensor of the same shape.
  package func update(with other: Tensor, _ function: (Float, Float) -> Float) {
    other.expanded(to: shape).withElements(Float.self) { source in
      withParameterElements { target in
        for i in target.indices { target[i] = function(target[i], source[i]) }
      }
    }
  }

  /// Moves a parameter by one step of AdamW along its gradient, which it must have.
  ///
  /// PyTorch: `torch.optim.AdamW`.
  package func adamWStep(
    _ moments: AdamWMoments, learningRate: Double, betas: (Double, Double), epsilon: Double, weightDecay: Double
  ) {
    guard let gradient else { fatalError("adamWStep: the parameter of shape \(shape.sizes) has no gradient") }
    moments.steps += 1
    let corrections = (1 - pow(betas.0, Double(moments.steps)), 1 - pow(betas.1, Double(moments.steps)))
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

  /// The moments of a parameter before its first step: zeros.
  package init(for parameter: Tensor) {
    first = Tensor.zeros(parameter.shape)
    second = Tensor.zeros(parameter.shape)
  }
}
