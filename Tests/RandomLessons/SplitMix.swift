/// A small seeded random number generator (Steele, Lea and Flood, 2014).
public struct SplitMix {
  private var state: UInt64

  /// Creates a generator whose numbers depend only on the seed.
  public init(seed: UInt64) { state = seed }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// Returns a random number from 0 up to, but not including, the count.
  public mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  /// Returns true once in `count` times on average.
  public mutating func one(in count: Int) -> Bool { below(count) == 0 }

  /// Returns a random element.
  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
