import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Blocks of memory for tensors; blocks that are given back are kept, as the system takes long to make new ones.
///
/// A training step needs the same blocks as the one before it. No more blocks of a size are kept than were in use at one time.
/// With `-DPLAIN_MEMORY` the system allocates and frees each block, so that AddressSanitizer sees its bounds and its lifetime.
struct MemoryBlocks {
  private static let shared = Mutex(MemoryBlocks())

  /// Blocks from this size on are kept; the system is fast with smaller ones.
  private static let leastKept = 1 << 10

  /// The bytes of a large page; with these, the processor's cache of page addresses covers all memory of most programs.
  private static let page = 1 << 21

  /// The addresses of the kept blocks by size: four sizes for each power of two.
  private var kept: [[UInt]] = Array(repeating: [], count: 4 * Int.bitWidth)
  /// The unused part of the page that small blocks are cut from; less than a quarter of a page is given up for a new one.
  private var rest: Range<UInt> = 0..<0

  /// A block of at least `byteCount` bytes.
  static func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    guard isKept(byteCount) else { return .allocate(byteCount: byteCount, alignment: 16) }
    let address = shared.withLock { $0.take(rounded(byteCount)) }
    guard let block = UnsafeMutableRawPointer(bitPattern: address) else { fatalError("a block at address 0") }
    return block
  }

  /// Gives a block back.
  static func giveBack(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    guard isKept(byteCount) else { return block.deallocate() }
    let size = rounded(byteCount)
    shared.withLock { $0.kept[bin(size)].append(UInt(bitPattern: block)) }
  }

  private static func isKept(_ byteCount: Int) -> Bool {
    #if PLAIN_MEMORY
      false
    #else
      byteCount >= leastKept
    #endif
  }

  private mutating func take(_ size: Int) -> UInt {
    if let address = kept[Self.bin(size)].popLast() { return address }
    if size > Self.page / 4 { return Self.allocate(size) }
    if rest.count < size {
      let start = Self.allocate(Self.page)
      rest = start..<start + UInt(Self.page)
    }
    defer { rest = rest.lowerBound + UInt(size)..<rest.upperBound }
    return rest.lowerBound
  }

  /// New memory; of large pages if it fills one.
  private static func allocate(_ size: Int) -> UInt {
    let fillsPages = size >= page
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: fillsPages ? page : 64)
    #if os(Linux)
      if fillsPages { madvise(block, size, MADV_HUGEPAGE) }
    #endif
    return UInt(bitPattern: block)
  }

  /// The index of a size's list.
  private static func bin(_ size: Int) -> Int {
    let power = Int.bitWidth - 1 - size.leadingZeroBitCount
    return 4 * power + (size >> (power - 2)) & 3
  }

  /// The smallest size of blocks that is large enough: four sizes for each power of two.
  private static func rounded(_ byteCount: Int) -> Int {
    let step = 1 << (Int.bitWidth - 1 - byteCount.leadingZeroBitCount - 2)
    return (byteCount + step - 1) / step * step
  }
}
