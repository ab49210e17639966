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
    arguments: [256 << 10, impossibleStack])
  func pieces(_ stackSize: Int) {
    let pool = ThreadPool(workerCount: 3, stackSize: stackSize)
    let counts = (0..<1000).map { _ in Counter() }
    for _ in 0..<50 { pool.run(1000) { counts[$0].value.add(1, ordering: .relaxed) } }
    #expect(counts.allSatisfy { $0.value.load(ordering: .relaxed) == 50 })
  }

  private final class Counter: Sendable {
    let value = Atomic(0)
  }

  /// Fewer pieces than threads, many, and as many as the number of a job's pieces has room for, or more.
  private static let sizes = [1, 2, 3, 16, 17, 0, 1000, 5, 65535, 65536, 1]

  /// How often a job has done each of its pieces.
  ///
  /// It counts without atomics, so that ThreadSanitizer notices a piece that two threads take, or that is done after the job.
  private static func counts(_ pool: ThreadPool, _ pieces: Int, _ extra: @Sendable (Int) -> Void = { _ in }) -> [Int] {
    var counts = Array(repeating: 0, count: pieces)
    counts.withUnsafeMutableBufferPointer { counts in
      nonisolated(unsafe) let start = counts
      pool.run(pieces) {
        extra($0)
        start[$0] += 1
      }
    }
    return counts
  }

  @Test(
    "does each piece once for several threads at once, and with more workers than processors", arguments: [1, 3, 16])
  func severalCallers(workers: Int) {
    let pool = ThreadPool(workerCount: workers)
    DispatchQueue.concurrentPerform(iterations: 8) { caller in
      for turn in 0..<22 {
        let pieces = Self.sizes[(turn + caller) % Self.sizes.count]
        guard Self.counts(pool, pieces).allSatisfy({ $0 == 1 }) else {
          Issue.record("\(pieces) pieces, \(workers) workers")
          return
        }
      }
    }
  }

  @Test("waits for workers that are late, and gives those that slept nothing of the next job")
  func lateWorkers() {
    let pool = ThreadPool(workerCount: 7)
    for turn in 0..<200 {
      // Some pieces take longer than all others, and in some turns the workers fall asleep first.
      if turn % 20 == 0 { usleep(2000) }
      let pieces = 1 + turn % 12
      let counts = Self.counts(pool, pieces) { if ($0 + turn) % 5 == 0 { usleep(100) } }
      #expect(counts == Array(repeating: 1, count: pieces))
      for next in 1...3 { #expect(Self.counts(pool, next) == Array(repeating: 1, count: next)) }
    }
  }

  @Test("does a job alone that is a piece of another")
  func nestedJobs() {
    let pool = ThreadPool(workerCount: 3)
    for _ in 0..<50 {
      let outer = Self.counts(pool, 40) { piece in
        if Self.counts(pool, piece) != Array(repeating: 1, count: piece) { fatalError("piece \(piece)") }
      }
      #expect(outer == Array(repeating: 1, count: 40))
    }
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
