/// A die whose throws are the same in each run: the learners' numbers are those of the lesson.
public struct Die {
  private var state: UInt32

  /// Creates a die.
  public init(seed: UInt32) { state = seed }

  /// Throws the die: 1 to 6.
  public mutating func throwOnce() -> Int {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Int(state >> 16) % 6 + 1
  }
}

extension [Int] {
  /// The number of times that each face was thrown, from 1 to 6.
  public var counts: [Int] { (1...6).map { face in count { $0 == face } } }
}
