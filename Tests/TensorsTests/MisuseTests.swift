import Foundation
import Tensors
import Testing

/// A call that stops the program, and a part of the sentence it stops with.
struct Misuse: Sendable, CustomTestStringConvertible {
  let sentence: String
  /// Tells misuses with the same sentence apart.
  private let detail: String
  let perform: @Sendable () -> Void

  var testDescription: String { detail.isEmpty ? sentence : "\(sentence): \(detail)" }

  init(_ sentence: String, of detail: String = "", _ perform: @escaping @Sendable () -> Void) {
    self.sentence = sentence
    self.detail = detail
    self.perform = perform
  }

  static let all =
    TestedOperation.all.flatMap(\.misuses) + creation + elements + random + gradients + changedParameters + threads

  private static let creation = [
    Misuse("a tensor cannot have the shape [-1, -1]") { _ = Tensor.zeros([-1, -1]) },
    Misuse("a tensor cannot have the shape [65536, 65536]: it has more than 2147483647 elements") {
      _ = Tensor.zeros([65536, 65536])
    },
    Misuse("a tensor cannot have the shape [1073741824, 1073741824, 1073741824]: it has more than") {
      _ = Tensor.zeros([1 << 30, 1 << 30, 1 << 30])
    },
    Misuse("a tensor cannot have a dimension of size 4000000000") { _ = Tensor.zeros([4_000_000_000]) },
    Misuse("Tensor: the rows have different lengths: [2, 1]") { _ = Tensor([[1, 2], [3]]) },
    Misuse("shape: dimension 7 is out of range for the shape [2, 3]") { _ = Tensor.ones([2, 3]).shape[7] },
    Misuse("shape: dimension -3 is out of range for the shape [2, 3]") { _ = Tensor.ones([2, 3]).shape[-3] },
    Misuse("a tensor cannot have the shape [-2]") { _ = Tensor.ones([-2]) },
    Misuse("a tensor cannot have the shape [1073741824, 1073741824, 8]: it has more than", of: "a sum") {
      _ = Tensor.zeros([1 << 30, 1 << 30, 8, 0]).sum(-1)
    },
    Misuse("a tensor cannot have the shape [1073741824, 1073741824, 8]: it has more than", of: "an expanded tensor") {
      _ = Tensor.ones([1]).expanded(to: [1 << 30, 1 << 30, 8]).softmax(0)
    },
    Misuse("full: nan does not fit torch.int64") { _ = Tensor.full([2], .nan, dtype: .int64) },
    Misuse("full: 1e+19 does not fit torch.int64") { _ = Tensor.full([2], 1e19, dtype: .int64) },
    Misuse("full: -1e+39 does not fit torch.float32") { _ = Tensor.full([2], -1e39) },
    Misuse("arange: the range -9223372036854775808..<9223372036854775807 has more than 2147483647 numbers") {
      _ = Tensor.arange(.min ..< .max)
    },
    Misuse("arange: the range 0..<3000000000 has more than 2147483647 numbers") {
      _ = Tensor.arange(0..<3_000_000_000)
    },
  ]

  private static let elements = [
    Misuse("subscript: index 0...9223372036854775807 is out of range for dimension 0 of a tensor of shape [2, 3]") {
      _ = Tensor.ones([2, 3])[0 ... .max]
    },
    Misuse("subscript: index ...9223372036854775807 is out of range for dimension 1 of a tensor of shape [2, 3]") {
      _ = Tensor.ones([2, 3])[0, ...(.max)]
    },
    Misuse("subscript: index ..<3 is out of range for dimension 0 of a tensor of shape [2, 3]") {
      _ = Tensor.ones([2, 3])[..<3]
    },
    Misuse("subscript: index -3... is out of range for dimension 0 of a tensor of shape [2, 3]") {
      var x = Tensor.ones([2, 3])
      x[(-3)...] = Tensor.zeros([3])
    },
    Misuse("item: a tensor of shape [2, 3] has 6 elements, not one") { _ = Tensor.ones([2, 3]).item(as: Float.self) },
    Misuse("a tensor of torch.float32 has no elements of type Int") { _ = Tensor.ones([2, 3]).scalars(as: Int.self) },
  ]

  private static let random = [
    Misuse("multinomial: -1.0 in row 0 is no probability") {
      var generator = Generator(seed: 1)
      _ = Tensor.full([2, 3], -1).multinomial(using: &generator)
    },
    Misuse("multinomial: the probabilities of row 1 are all 0") {
      var generator = Generator(seed: 1)
      _ = Tensor([[1, 2], [0, 0]] as [[Float]]).multinomial(3, replacement: true, using: &generator)
    },
    Misuse("multinomial: 4 different indices cannot be drawn from rows of shape [2, 3]") {
      var generator = Generator(seed: 1)
      _ = Tensor.ones([2, 3]).multinomial(4, using: &generator)
    },
    Misuse("multinomial: 2 indices are wanted, but row 0 has only 1 numbers above 0") {
      var generator = Generator(seed: 1)
      _ = Tensor([1, 0, 0] as [Float]).multinomial(2, using: &generator)
    },
    Misuse("multinomial: takes a tensor of shape [B, V] or [V] with V of at least 1, not [2, 2, 2]") {
      var generator = Generator(seed: 1)
      _ = Tensor.ones([2, 2, 2]).multinomial(using: &generator)
    },
    Misuse("multinomial: the count 0 is not at least 1") {
      var generator = Generator(seed: 1)
      _ = Tensor.ones([2]).multinomial(0, using: &generator)
    },
    Misuse("normal: the standard deviation -1.0 is negative or no number") {
      var generator = Generator(seed: 1)
      _ = Tensor.normal(mean: 0, std: -1, [2], using: &generator)
    },
    Misuse("bernoulli: 1.5 is no probability: it is not from 0 to 1") {
      var generator = Generator(seed: 1)
      _ = Tensor.full([2], 1.5).bernoulli(using: &generator)
    },
    Misuse("randperm: the count -1 is not from 0 to 214748363") {
      var generator = Generator(seed: 1)
      _ = Tensor.randperm(-1, using: &generator)
    },
    Misuse("uniform: the width of the range -inf..<1.0 is no finite float32") {
      var generator = Generator(seed: 1)
      _ = Tensor.uniform(-.infinity..<1, [2], using: &generator)
    },
    Misuse("uniform: the width of the range -3e+38..<3e+38 is no finite float32") {
      var generator = Generator(seed: 1)
      _ = Tensor.uniform(-3e38..<3e38, [2], using: &generator)
    },
    Misuse("randint: the range 5..<5 holds no number") {
      var generator = Generator(seed: 1)
      _ = Tensor.randint(5..<5, [2], using: &generator)
    },
    Misuse("discard: the count -1 is negative") {
      var generator = Generator(seed: 1)
      generator.discard(-1)
    },
  ]

  private static let gradients = [
    Misuse("backward: a tensor of shape [] that was made from no parameter has no gradient") {
      Tensor.ones([2, 3]).sum().backward()
    },
    Misuse("backward: starts from one number, not from a tensor of shape [2, 3]") {
      Tensor.ones([2, 3]).asParameter().backward()
    },
    Misuse("backward: the graph was freed by an earlier pass: compute the loss again") {
      let loss = (Tensor.ones([2, 3]).asParameter() * 2).sum()
      loss.backward()
      loss.backward()
    },
    Misuse("backward: the graph was freed by an earlier pass: compute the loss again", of: "two passes at once") {
      let product = Tensor.ones([2, 3]).asParameter() * 2
      nonisolated(unsafe) let losses = (0..<2).map { _ in product.sum() }
      DispatchQueue.concurrentPerform(iterations: 2) { losses[$0].backward() }
    },
    Misuse("subscript: setting a part cannot be differentiated") {
      var parameter = Tensor.ones([2, 3]).asParameter()
      parameter[0] = Tensor.zeros([3])
    },
    Misuse("+=: a parameter (shape [2, 3]) is changed by an optimizer only") {
      var parameter = Tensor.ones([2, 3]).asParameter()
      parameter += 1
    },
    Misuse("*=: the result of shape [2, 3] does not fit the variable of shape [3]") {
      var row = Tensor.ones([3])
      row *= Tensor.ones([2, 3])
    },
    Misuse("update: only a parameter can be updated") {
      let x = Tensor.ones([2, 3])
      x.update(with: x) { $0 + $1 }
    },
  ]

  private static let threads = ["0", "-1", "1025", "99999999999999999999", "two", "2.5"].map { value in
    Misuse("LESSONS_THREADS: '\(value)' is no number of threads: give one from 1 to 1024, or leave it unset") {
      setenv("LESSONS_THREADS", value, 1)
      _ = Tensor.ones([256, 256]).matmul(Tensor.ones([256, 256]))
    }
  }

  /// Gradients that need the values of a parameter that an optimizer has changed since; PyTorch raises an error in each of these cases.
  private static let changedParameters = [
    ChangedParameter("the product with itself") { $0 * $0 },
    ChangedParameter("a part times another") { $0[0] * $0[1] },
    ChangedParameter("the divisor") { 2 - Tensor.ones([2, 2]) / $0 },
    ChangedParameter("a matrix product with itself, transposed") { $0.matmul($0.transposed(0, 1)) },
    ChangedParameter("log") { $0.log() },
    ChangedParameter("gelu") { $0.gelu() },
    ChangedParameter("max") { $0.max() },
    ChangedParameter("min") { $0.min() },
    ChangedParameter("abs") { $0.abs() },
    ChangedParameter("clamp") { $0.clamp(0...1) },
    ChangedParameter("pow") { $0.pow(2) },
    ChangedParameter("norm") { $0.norm() },
    ChangedParameter("gelu by tanh") { $0.gelu(approximate: .tanh) },
    ChangedParameter("a product with a vector") { $0.matmul($0[0]) },
    ChangedParameter("variance") { $0.variance(0) },
    ChangedParameter("std") { $0.std(-1) },
    ChangedParameter("the weight of a layer norm") {
      Tensor.ones([2, 2]).asParameter().layerNorm($0[0], Tensor.ones([2]))
    },
  ].map { test in
    Misuse("backward: an optimizer's step has changed a parameter", of: test.testDescription) { test.backward() }
  }
}

@Suite("Misuse of tensors")
struct MisuseTests {
  @Test("stops the program with a sentence, in release too", arguments: Misuse.all)
  func sentence(_ misuse: Misuse) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [name = misuse.testDescription as String] in
      Misuse.all.first { $0.testDescription == name }?.perform()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(misuse.sentence), "\(text.prefix(300))")
  }
}
