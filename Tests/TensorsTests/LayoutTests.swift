import Testing

@testable import Tensors

@Suite("How elements lie in memory")
struct LayoutTests {
  /// `[B, heads, T, hs]`, as a layer's result of shape `[B, T, heads · hs]` is split into heads.
  private let heads: Tensor
  /// What the heads are multiplied with.
  private let others: Tensor

  init() {
    var generator = Generator(seed: 1)
    heads = Tensor.randn([2, 5, 12], using: &generator).reshaped([2, 5, 3, 4]).transposed(1, 2)
    others = Tensor.randn([2, 3, 6, 4], using: &generator)
  }

  @Test("of a left factor's gradient: as those of the factor")
  func leftGradient() throws {
    let keys = others.transposed(-2, -1).saved
    let gradient = heads.matmul(keys.values) * 2  // [2, 3, 5, 6]
    func result(_ factor: Tensor) throws -> Tensor {
      var sum: Tensor?
      Tensor.leftDerivative(factor.saved, keys)(gradient, &sum)
      return try #require(sum)
    }
    #expect(try result(heads).layout == heads.layout)
    #expect(try result(heads).scalars(as: Float.self) == result(heads.contiguous()).scalars(as: Float.self))
  }

  @Test("of a right factor's gradient: as those of the factor, transposed or not")
  func rightGradient() {
    let keys = heads.transposed(-2, -1)
    let gradient = others.matmul(keys) * 2  // [2, 3, 6, 5]
    let ofKeys = others.transposed(-2, -1).product(gradient, as: keys.layout)
    #expect(ofKeys.layout == keys.layout)
    #expect(
      ofKeys.scalars(as: Float.self)
        == others.transposed(-2, -1).product(gradient, as: keys.contiguous().layout).scalars(as: Float.self))

    let weights = gradient.transposed(-2, -1)
    let ofHeads = weights.product(others, as: heads.layout)
    #expect(ofHeads.layout == heads.layout)
    #expect(ofHeads.scalars(as: Float.self) == weights.matmul(others).scalars(as: Float.self))
  }

  @Test("is changed by a copy in the order of the shape, for any order of dimensions")
  func copies() {
    let sizes = [2, 3, 5, 4]
    let numbers = Tensor.arange(0..<120).reshaped(Shape(sizes))
    let steps = [60, 20, 4, 1]
    for order in permutations(of: [0, 1, 2, 3]) {
      var view = numbers
      var ofFloats = numbers.float()
      var current = [0, 1, 2, 3]
      for place in 0..<4 {
        guard let from = current.firstIndex(of: order[place]), from != place else { continue }
        view = view.transposed(place, from)
        ofFloats = ofFloats.transposed(place, from)
        current.swapAt(place, from)
      }
      var expected = [0]
      for dimension in order {
        expected = expected.flatMap { start in (0..<sizes[dimension]).map { start + $0 * steps[dimension] } }
      }
      #expect(view.scalars(as: Int.self) == expected, "\(order)")
      #expect(ofFloats.scalars(as: Float.self) == expected.map(Float.init), "\(order)")
    }
  }

  private func permutations(of numbers: [Int]) -> [[Int]] {
    guard numbers.count > 1 else { return [numbers] }
    return numbers.flatMap { first in permutations(of: numbers.filter { $0 != first }).map { [first] + $0 } }
  }
}

@Suite("Division by a number")
struct DivisionTests {
  @Test(
    "rounds each quotient once",
    arguments: [2, 4, 0.5, -8, 3, 1, 0x1p-126, 0x1p126, 0x1p127, 0x1p-127, 0x1p-149, 0.1, .infinity, 0, -0.0] as [Float]
  )
  func quotients(divisor: Float) {
    let numbers: [Float] = [
      0, -0.0, 1, -1, 0.1, 3, 0x1p-149, 0x1.8p-126, -0x1.fffffep-126, 0x1.fffffep127, -0x1p127, .infinity, -.infinity,
      .nan,
    ]
    // Alone, and after a product.
    for tensor in [
      Tensor(numbers), Tensor(numbers).reshaped([numbers.count, 1, 1]).matmul(.ones([numbers.count, 1, 1])),
    ] {
      let quotients = (tensor / divisor).scalars(as: Float.self)
      for (number, quotient) in zip(tensor.scalars(as: Float.self), quotients) {
        let expected = number / divisor
        #expect(
          quotient.isNaN && expected.isNaN || quotient.bitPattern == expected.bitPattern, "\(number) / \(divisor)")
      }
    }
  }
}
