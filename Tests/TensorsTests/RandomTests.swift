import Tensors
import Testing

struct StreamCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Draw: Decodable, Sendable {
    var kind: String
    var shape: [Int]
    var dtype: String
    var bits: String?
    var elements: [Int]?

    var tensor: Tensor { StoredTensor(shape: shape, dtype: dtype, bits: bits, elements: elements).tensor }
  }

  var seed: UInt64
  var draws: [Draw]

  var testDescription: String { "seed \(seed)" }
}

@Suite("The random stream")
struct RandomTests {
  @Test("is PyTorch's, draw for draw", arguments: Fixture<StreamCase>.cases("streams"))
  func stream(_ test: StreamCase) {
    var generator = Generator(seed: test.seed)
    for draw in test.draws {
      let shape = Shape(draw.shape)
      let expected = draw.tensor
      switch draw.kind {
      case "randint":
        #expect(
          Tensor.randint(-3..<1_003_854, shape, using: &generator).scalars(as: Int.self)
            == expected.scalars(as: Int.self))
      case "uniform":
        #expect(Tensor.uniform(-0.25..<0.75, shape, using: &generator).distance(to: expected) == 0)
      default:
        #expect(Tensor.randn(shape, using: &generator).distance(to: expected) == 0, "randn \(draw.shape)")
      }
    }
  }

  @Test("A copy of a generator goes on from the same place, and numbers can be passed over")
  func copies() {
    var generator = Generator(seed: 1337)
    generator.discard(700)
    var copy = generator
    #expect(generator.next32() == copy.next32())
    #expect(generator.position == 701)
    _ = Tensor.randn([65, 65], using: &copy)
    #expect(copy.position == 701 + 4225 + 16)
    #expect(generator.position == 701)
  }
}
