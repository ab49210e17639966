import Foundation
import Synchronization
import Testing

@testable import Tensors

@Suite("The pool of threads")
struct ThreadPoolTests {
  /// More than any address has room for.
  private static let impossibleStack = 1 << 50

  @Test(
    "does each piece of a job once, with workers and where the system starts none",
    arguments: [128 << 10, impossibleStack])
  func pieces(_ stackSize: Int) {
    let pool = ThreadPool(workerCount: 3, stackSize: stackSize)
    let counts = (0..<1000).map { _ in Counter() }
    for _ in 0..<50 { pool.run(1000) { counts[$0].value.add(1, ordering: .relaxed) } }
    #expect(counts.allSatisfy { $0.value.load(ordering: .relaxed) == 50 })
  }

  private final class Counter: Sendable {
    let value = Atomic(0)
  }

  @Test("may have as many threads as the program is told, and ignores an empty number", arguments: ["512", ""])
  func manyThreads(_ count: String) async {
    await #expect(processExitsWith: .success) { [count = count as String] in
      setenv("LESSONS_THREADS", count, 1)
      let product = Tensor.ones([256, 256]).matmul(Tensor.ones([256, 256]))
      guard product.scalars(as: Float.self).allSatisfy({ $0 == 256 }) else { fatalError("\(product)") }
    }
  }
}
