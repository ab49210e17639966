import Foundation
import Testing

@testable import Tensors

/// The rows of a batch of products are computed when they are first needed, with what is applied to them.
@Suite("Rows that are computed when they are needed")
struct DeferredRowsTests {
  private let queries: Tensor
  private let keys: Tensor
  private let isHidden = Tensor.ones([5, 5]).tril() .== 0

  init() {
    var generator = Generator(seed: 1)
    queries = Tensor.randn([2, 3, 5, 4], using: &generator)
    keys = Tensor.randn([2, 3, 4, 5], using: &generator)
  }

  /// The same tensor, computed.
  private func computed(_ tensor: Tensor) -> Tensor {
    _ = tensor.scalars(as: Float.self)
    return tensor
  }

  @Test("are those of one operation after the other")
  func operations() {
    let scores = queries.matmul(keys)
    let weights = (scores / 2).maskedFill(isHidden, -.infinity).softmax(-1)
    let stepwise = computed(
      computed(computed(computed(queries.matmul(keys)) / 2).maskedFill(isHidden, -.infinity)).softmax(-1))
    #expect(weights.scalars(as: Float.self) == stepwise.scalars(as: Float.self))
    #expect(scores.scalars(as: Float.self) == computed(queries.matmul(keys)).scalars(as: Float.self))
  }

  @Test("stay as they are where several results go on from them")
  func branches() {
    let scores = queries.matmul(keys)
    let (double, triple) = (scores * 2, scores * 3)
    let numbers = scores.scalars(as: Float.self)
    #expect(double.scalars(as: Float.self) == numbers.map { $0 * 2 })
    #expect(triple.scalars(as: Float.self) == numbers.map { $0 * 3 })
  }

  @Test("can be viewed")
  func views() {
    let view = (queries.matmul(keys) * 2).transposed(-2, -1).reshaped([6, 25])[1...]
    let expected = computed(computed(queries.matmul(keys)) * 2).transposed(-2, -1).reshaped([6, 25])[1...]
    #expect(view.scalars(as: Float.self) == expected.scalars(as: Float.self))
    #expect((view * 2).scalars(as: Float.self) == expected.scalars(as: Float.self).map { $0 * 2 })
  }

  @Test("come from the elements that a parameter had then")
  func parameters() {
    let weight = keys.asParameter()
    let product = queries.matmul(weight)
    let before = computed(queries.matmul(keys)).scalars(as: Float.self)
    weight.setElements(to: .zeros(weight.shape))
    #expect(product.scalars(as: Float.self) == before)
  }

  @Test("come from the elements that a variable had then")
  func variables() {
    var keys = self.keys * 1
    let product = queries.matmul(keys)
    keys[0] = Tensor.zeros([3, 4, 5])
    #expect(product.scalars(as: Float.self) == computed(queries.matmul(self.keys)).scalars(as: Float.self))
  }

  @Test("may be many, one made from the other")
  func longChains() {
    var product = Tensor.ones([2, 1, 1])
    for _ in 0..<50_000 { product = product.matmul(.ones([2, 1, 1])) }
    for _ in 0..<50 { product = product * 1 }
    #expect(product.scalars(as: Float.self) == [1, 1])
  }

  @Test("are computed once, whoever asks first")
  func threads() {
    for _ in 0..<100 {
      nonisolated(unsafe) let weights = (queries.matmul(keys) * 2).softmax(-1)
      let results = Results(count: 4)
      DispatchQueue.concurrentPerform(iterations: 4) { results.set($0, weights.scalars(as: Float.self)) }
      #expect(Set(results.all).count == 1)
    }
  }

  @Test("may be none")
  func empty() {
    #expect((Tensor.zeros([2, 0, 4]).matmul(.zeros([2, 4, 5])) * 2).softmax(-1).shape == [2, 0, 5])
    #expect((Tensor.zeros([2, 3, 4]).matmul(.zeros([2, 4, 0])) * 2).shape == [2, 3, 0])
    #expect((Tensor.ones([2, 1, 0]).matmul(.zeros([2, 0, 1])) + 1).scalars(as: Float.self) == [1, 1])
  }
}

/// What several threads have found.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var all: [[Float]]

  init(count: Int) { all = Array(repeating: [], count: count) }

  func set(_ index: Int, _ numbers: [Float]) { lock.withLock { all[index] = numbers } }
}
