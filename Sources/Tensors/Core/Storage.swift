import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A block of memory that holds elements of one type; tensors that are views of one another share it.
///
/// The elements may be ``DeferredRows``, which are computed when they are first needed.
final class Storage: @unchecked Sendable {
  let dataType: DataType
  let count: Int
  /// Whether the elements are a parameter's, which an optimizer's step changes.
  var isOfParameter = false
  /// How often an optimizer's step has changed the elements; stays 0 unless they are a parameter's.
  var version = 0
  /// Nil as long as the elements are deferred.
  private var memory: UnsafeMutableRawPointer?
  private let byteCount: Int
  private let state: Atomic<State>
  /// How the elements are computed, if that is still to be done.
  private var deferred: DeferredRows?
  /// Whether another storage has gone on from there.
  private var isContinued = false

  private enum State: UInt8, AtomicRepresentable {
    case computed, deferred
    /// One of the threads reads or changes what is deferred.
    case busy
  }

  /// Makes a storage; `fill` must set all its elements.
  init<Element: TensorElement>(_ count: Int, fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
    dataType = Element.dataType
    self.count = count
    byteCount = Swift.max(1, count * MemoryLayout<Element>.stride)
    state = Atomic(.computed)
    let memory = MemoryBlocks.take(byteCount)
    self.memory = memory
    fill(UnsafeMutableBufferPointer(start: memory.bindMemory(to: Element.self, capacity: count), count: count))
  }

  /// Makes a storage of elements that are computed when they are first needed.
  init(deferring rows: DeferredRows) {
    dataType = .float32
    count = rows.count * rows.columns
    byteCount = Swift.max(1, count * MemoryLayout<Float>.stride)
    state = Atomic(.deferred)
    deferred = rows
  }

  deinit { if let memory { MemoryBlocks.giveBack(memory, byteCount) } }

  /// Calls a closure with all elements; the storage lives until the closure returns.
  @inline(__always)
  func withElements<Element: TensorElement, Result>(
    _: Element.Type, _ body: (UnsafeMutableBufferPointer<Element>) -> Result
  ) -> Result {
    guard Element.dataType == dataType else {
      fatalError("a tensor of \(dataType) has no elements of type \(Element.self)")
    }
    if state.load(ordering: .acquiring) != .computed { compute() }
    return withExtendedLifetime(self) {
      body(UnsafeMutableBufferPointer(start: memory?.assumingMemoryBound(to: Element.self), count: count))
    }
  }

  /// Computes the elements if that is still to be done.
  func compute() {
    guard beginsWork() else { return }
    let memory = MemoryBlocks.take(byteCount)
    deferred?.compute(into: memory.bindMemory(to: Float.self, capacity: count))
    self.memory = memory
    deferred = nil
    state.store(.computed, ordering: .releasing)
  }

  /// The rows that the elements are still to be computed by, for an operation that goes on from there; nil from the second time on, so
  /// that nothing is computed more than twice.
  func continuedRows() -> DeferredRows? {
    guard beginsWork() else { return nil }
    defer {
      isContinued = true
      state.store(.deferred, ordering: .releasing)
    }
    return isContinued ? nil : deferred
  }

  /// Waits until no other thread is busy with what is deferred, and keeps others from it; false if the elements have been computed.
  private func beginsWork() -> Bool {
    while true {
      let (isFirst, state) = state.compareExchange(
        expected: .deferred, desired: .busy, successOrdering: .acquiring, failureOrdering: .acquiring)
      if isFirst { return true }
      if state == .computed { return false }
      sched_yield()
    }
  }
}
