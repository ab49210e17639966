import Tensors

extension Generator {
  /// All that the stream's next draws depend on.
  ///
  /// PyTorch: `get_state()`.
  public var checkpoint: Checkpoint {
    let state = saved
    var checkpoint = Checkpoint(metadata: [
      "build": state.build.rawValue, "next": "\(state.next)", "position": "\(state.position)",
    ])
    // Swift writes a Double so that reading it gives the same bits.
    checkpoint.metadata["next_normal"] = state.nextNormal.map { "\($0)" }
    checkpoint["state"] = Tensor(state.words.map { Int($0) })
    return checkpoint
  }

  /// Goes on where the stream was when the checkpoint was made.
  ///
  /// PyTorch: `set_state()`.
  ///
  /// Throws a ``Checkpoint/Failure`` if it is no generator's, and changes nothing then.
  public mutating func load(_ checkpoint: Checkpoint) throws {
    try checkpoint.require([("state", [Generator.stateSize], .int64)])
    let words = (checkpoint["state"]?.scalars(as: Int.self) ?? []).compactMap { UInt32(exactly: $0) }
    guard words.count == Generator.stateSize else {
      throw Checkpoint.Failure.elements(tensor: "state", expected: "integers from 0 to \(UInt32.max)")
    }
    let build: Build = try checkpoint.value("build", "x86, mkl or arm")
    let next: Int = try checkpoint.value("next", "an integer from 0 to 624") { (0...Generator.stateSize).contains($0) }
    let position: Int = try checkpoint.value("position", "an integer from 0 to 2⁶²") { (0...(1 << 62)).contains($0) }
    let nextNormal: Double? =
      try checkpoint.metadata["next_normal"] == nil ? nil : checkpoint.value("next_normal", "a number")
    self = Generator(
      Saved(words: words, next: next, position: position, nextNormal: nextNormal, build: build))
  }
}

extension Generator.Build: LosslessStringConvertible {
  /// The name, such as `mkl`.
  public var description: String { rawValue }
  /// The build with a name.
  public init?(_ description: String) { self.init(rawValue: description) }
}
