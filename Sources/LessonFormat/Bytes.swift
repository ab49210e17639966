extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")

  package var isSpaceOrTab: Bool { self == .space || self == .tab }
}

extension Sequence<UInt8> {
  /// Returns the length of the longest run of a byte; fences and raw-string delimiters must be longer than any run they enclose.
  package func longestRun(of byte: UInt8) -> Int {
    var (longest, run) = (0, 0)
    for next in self {
      run = next == byte ? run + 1 : 0
      longest = Swift.max(longest, run)
    }
    return longest
  }
}

/// Returns the 64-bit FNV-1a hash of the bytes (Fowler, Noll and Vo).
package func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
