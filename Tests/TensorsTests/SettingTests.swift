import Tensors
import Testing

/// A tensor that repeats its elements, and what it holds after its first slice was set to 1.
struct RepeatedTensor: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let make: @Sendable () -> Tensor
  let expected: [Float]

  init(_ name: String, gives expected: [Float], _ make: @escaping @Sendable () -> Tensor) {
    testDescription = name
    self.make = make
    self.expected = expected
  }

  static let all = [
    RepeatedTensor("an expanded number", gives: [1, 0, 0]) { Tensor.zeros([1]).expanded(to: [3]) },
    RepeatedTensor("expanded rows", gives: [1, 1, 0, 0]) { Tensor.zeros([1, 2]).expanded(to: [2, 2]) },
    RepeatedTensor("transposed columns", gives: [1, 1, 0, 0]) {
      Tensor.zeros([2, 1]).expanded(to: [2, 2]).transposed(0, 1)
    },
    RepeatedTensor("a slice of an expanded tensor", gives: [1, 0]) { Tensor.zeros([2, 1]).expanded(to: [2, 2])[1] },
    RepeatedTensor("a gradient", gives: [1, 0, 0]) {
      let x = Tensor.ones([3]).asParameter()
      (x.sum() * 0).backward()
      defer { x.zeroGradient() }
      return x.gradient ?? x
    },
  ]
}

@Suite("Setting a part of a tensor")
struct SettingTests {
  @Test("changes no element that is repeated elsewhere", arguments: RepeatedTensor.all)
  func repeated(_ test: RepeatedTensor) {
    var x = test.make()
    x[0] = Tensor(Float(1))
    #expect(x.scalars(as: Float.self) == test.expected)
  }

  @Test("does so for each type of elements")
  func types() {
    var integers = Tensor.zeros([1], dtype: .int64).expanded(to: [2])
    integers[1] = Tensor(5)
    #expect(integers.scalars() == [0, 5])
    var truths = Tensor.zeros([1], dtype: .bool).expanded(to: [2])
    truths[1] = Tensor(true)
    #expect(truths.scalars() == [false, true])
  }

  @Test("takes the new elements as they were, where they are the tensor's own")
  func overlapping() {
    var x = Tensor([1, 2, 3, 4])
    x[1...] = x[..<3]
    #expect(x.scalars() == [1, 1, 2, 3])
    let original = x
    x[0] = Tensor(9)
    #expect(original.scalars() == [1, 1, 2, 3])
  }
}
