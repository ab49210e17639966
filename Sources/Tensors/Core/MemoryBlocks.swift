import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Blocks of memory for tensors; large ones are kept when they are given back, as the system takes long to make new ones.
///
/// A training step needs the same blocks as the one before it. What is kept is never more than was in use at one time.
enum MemoryBlocks {
  /// Blocks from this size on are kept.
  private static let leastKept = 1 << 10

  /// The bytes of a large page of memory.
  private static let hugePage = 1 << 21

  /// The kept blocks, a list for each size: four sizes between a power of two and the next.
  private static let kept = Mutex<[[UInt]]>(Array(repeating: [], count: 4 * Int.bitWidth))

  /// Takes a block of at least so many bytes.
  static func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= leastKept else { return .allocate(byteCount: byteCount, alignment: 16) }
    let size = rounded(byteCount)
    let address = kept.withLock { $0[bin(size)].popLast() }
    if let block = address.flatMap({ UnsafeMutableRawPointer(bitPattern: $0) }) { return block }
    let isHuge = size >= 2 * hugePage
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: isHuge ? hugePage : 64)
    #if os(Linux)
      // The addresses of the many small pages would not fit the processor's table of them.
      if isHuge { madvise(block, size, MADV_HUGEPAGE) }
    #endif
    return block
  }

  /// Gives a block back.
  static func giveBack(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    guard byteCount >= leastKept else { return block.deallocate() }
    let size = rounded(byteCount)
    kept.withLock { $0[bin(size)].append(UInt(bitPattern: block)) }
  }

  /// The place of a size's list.
  private static func bin(_ size: Int) -> Int {
    let power = Int.bitWidth - 1 - size.leadingZeroBitCount
    return 4 * power + (size >> (power - 2)) & 3
  }

  /// The next size of which there are blocks: four between a power of two and the next.
  private static func rounded(_ byteCount: Int) -> Int {
    let step = 1 << (Int.bitWidth - 1 - byteCount.leadingZeroBitCount - 2)
    return (byteCount + step - 1) / step * step
  }
}
