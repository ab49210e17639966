import Tensors

extension AdamW {
  /// The learning rate, and for each parameter its number of steps and its running means, with PyTorch's names.
  ///
  /// The other settings are those that the optimizer was made with.
  ///
  /// PyTorch: `state_dict()`.
  public var checkpoint: Checkpoint {
    var checkpoint = Checkpoint(metadata: ["learning_rate": "\(learningRate)"])
    for (index, moments) in moments.enumerated() {
      checkpoint["\(index).step"] = Tensor(moments.steps)
      (checkpoint["\(index).exp_avg"], checkpoint["\(index).exp_avg_sq"]) = moments.values
    }
    return checkpoint
  }

  /// Goes on where an optimizer of the same parameters was when the checkpoint was made.
  ///
  /// PyTorch: `load_state_dict()`.
  ///
  /// Throws a ``Checkpoint/Failure`` if it is of other parameters, and changes nothing then.
  public func load(_ checkpoint: Checkpoint) throws {
    try checkpoint.require(
      parameters.enumerated().flatMap { index, parameter in
        [
          ("\(index).step", [] as Shape, DataType.int64), ("\(index).exp_avg", parameter.shape, .float32),
          ("\(index).exp_avg_sq", parameter.shape, .float32),
        ]
      })
    let rate: Double = try checkpoint.value("learning_rate", "a number from 0 on") { $0 >= 0 }
    let steps = try parameters.indices.map { index in
      let steps = checkpoint["\(index).step"]?.item(as: Int.self) ?? 0
      // Beyond, a float64 doesn't hold each integer.
      guard (0...(1 << 53)).contains(steps) else {
        throw Checkpoint.Failure.elements(tensor: "\(index).step", expected: "an integer from 0 to 2⁵³")
      }
      return steps
    }
    learningRate = rate
    for (index, moments) in moments.enumerated() {
      guard let first = checkpoint["\(index).exp_avg"], let second = checkpoint["\(index).exp_avg_sq"] else { continue }
      moments.restore(first: first, second: second, steps: steps[index])
    }
  }
}
