import Tensors

/// A rule by which parameters follow their gradients.
///
/// A training step computes a loss, forgets the old gradients (``Parameterized/zeroGradients()``), calls the loss's `backward()`, and then
/// ``step()``.
///
/// PyTorch: `torch.optim.Optimizer`.
public protocol Optimizer: Parameterized {
  /// How far a step goes; it may change between steps.
  var learningRate: Double { get set }

  /// Moves each parameter that has a gradient.
  ///
  /// PyTorch: `step()`.
  func step()
}

/// Stops the program unless all tensors are different parameters, and the learning rate is a number from 0 on.
///
/// An optimizer would pass over any other tensor in silence, as no gradient ever arrives there, and would move one twice that comes twice.
func checkSettings(of optimizer: StaticString, _ tensors: [Tensor], learningRate: Double) {
  for (index, tensor) in tensors.enumerated() where !tensor.isParameter {
    fatalError(
      "\(optimizer): tensor \(index), of shape \(Array(tensor.shape)), is no parameter: use asParameter() and keep what it returns"
    )
  }
  var places: [ObjectIdentifier: Int] = [:]
  for (index, identity) in tensors.map(\.parameterIdentity).enumerated() {
    if let identity, let first = places.updateValue(index, forKey: identity) {
      fatalError("\(optimizer): tensors \(first) and \(index) are the same parameter: leave one out")
    }
  }
  checkSetting("the learning rate", learningRate, of: optimizer)
}

/// Stops the program unless a setting is a number from 0 on.
func checkSetting(_ name: StaticString, _ value: Double, of optimizer: StaticString) {
  guard value >= 0 else {
    fatalError("\(optimizer): \(name) \(value) is \(value.isNaN ? "no number" : "negative")")
  }
}
