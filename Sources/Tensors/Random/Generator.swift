import CKernels

/// A stream of random numbers that is PyTorch's on the CPU, draw for draw.
///
/// The engine is mt19937 (Matsumoto and Nishimura, 1998). A draw is one output of 32 bits; every function that takes a
/// generator says how many it draws. A generator is a value: a copy goes on from the same place.
///
/// PyTorch: `torch.Generator`, `torch.manual_seed`.
public struct Generator: Sendable {
  /// How many 32-bit numbers were drawn since the seed was set.
  public internal(set) var position = 0
  /// The second of the last pair of normal numbers that were drawn one by one.
  var nextNormal: Double?
  /// Which builds of PyTorch the stream follows.
  public let build: Build
  var state: [UInt32]
  var next = Self.stateSize

  /// Starts a stream.
  ///
  /// - Parameters:
  ///   - seed: where it starts; the low 32 bits count.
  ///   - build: which builds of PyTorch it follows.
  public init(seed: UInt64, build: Build = .x86) {
    self.build = build
    state = [UInt32(truncatingIfNeeded: seed)]
    state.reserveCapacity(Self.stateSize)
    for index in 1..<Self.stateSize {
      let last = state[index - 1]
      state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
    }
  }

  /// Draws 32 bits.
  public mutating func next32() -> UInt32 {
    if next == Self.stateSize { twist() }
    var y = state[next]
    next += 1
    position += 1
    y ^= y >> 11
    y ^= y << 7 & 0x9d2c_5680
    y ^= y << 15 & 0xefc6_0000
    return y ^ y >> 18
  }

  /// Draws 64 bits: two draws, the first one high.
  public mutating func next64() -> UInt64 {
    let high = UInt64(next32())
    return high << 32 | UInt64(next32())
  }

  /// Draws numbers and forgets them, as a program does that drew them for something else.
  ///
  /// Stops the program where the count is negative.
  public mutating func discard(_ count: Int) {
    guard count >= 0 else { fatalError("discard: the count \(count) is negative") }
    for _ in 0..<count { _ = next32() }
  }

  /// Draws float32 numbers from [0, 1) in steps of 2⁻²⁴, one draw each.
  mutating func fillUniform(_ target: UnsafeMutablePointer<Float>, _ count: Int) {
    var done = 0
    while done < count {
      if next == Self.stateSize { twist() }
      let part = Swift.min(count - done, Self.stateSize - next)
      state.withUnsafeBufferPointer { state in
        guard let start = state.baseAddress else { return }
        kernels.uniform(start + next, target + done, part)
      }
      next += part
      position += part
      done += part
    }
  }

  private mutating func twist() {
    state.withUnsafeMutableBufferPointer { state in
      guard let start = state.baseAddress else { return }
      kernels.twist(start)
    }
    next = 0
  }
}
