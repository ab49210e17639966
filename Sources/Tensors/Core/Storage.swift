/// A block of memory that holds elements of one type; tensors that are views of one another share it.
final class Storage: @unchecked Sendable {
  let dataType: DataType
  let count: Int
  /// Whether the elements are a parameter's, which an optimizer's step changes.
  var isOfParameter = false
  /// How often an optimizer's step has changed the elements; stays 0 unless they are a parameter's.
  var version = 0
  private let memory: UnsafeMutableRawPointer
  private let byteCount: Int

  /// Makes a storage; `fill` must set all its elements.
  init<Element: TensorElement>(_ count: Int, fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
    dataType = Element.dataType
    self.count = count
    byteCount = Swift.max(1, count * MemoryLayout<Element>.stride)
    memory = MemoryBlocks.take(byteCount)
    fill(UnsafeMutableBufferPointer(start: memory.bindMemory(to: Element.self, capacity: count), count: count))
  }

  deinit { MemoryBlocks.giveBack(memory, byteCount) }

  /// Calls a closure with all elements; the storage lives until the closure returns.
  @inline(__always)
  func withElements<Element: TensorElement, Result>(
    _: Element.Type, _ body: (UnsafeMutableBufferPointer<Element>) -> Result
  ) -> Result {
    guard Element.dataType == dataType else {
      fatalError("a tensor of \(dataType) has no elements of type \(Element.self)")
    }
    return withExtendedLifetime(self) {
      body(UnsafeMutableBufferPointer(start: memory.assumingMemoryBound(to: Element.self), count: count))
    }
  }
}
