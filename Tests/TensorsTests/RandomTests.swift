import Tensors
import Testing

struct StreamCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Draw: Decodable, Sendable {
    var kind: String
    var shape: [Int]
    var hash: String
    var low: Int?
    var high: Int?
    var text: String?
    var mean: Double?
    var std: Double?
    var count: Int?
    var replacement: Bool?
  }

  var seed: UInt64
  var draws: [Draw]

  var testDescription: String { "seed \(seed)" }
}

@Suite("The random stream")
struct RandomTests {
  @Test(
    "is PyTorch's, bit for bit", arguments: ["streams", "samples"].flatMap { Fixture<StreamCase>.cases($0) })
  func stream(_ test: StreamCase) {
    var generator = Generator(seed: test.seed)
    var shares = Tensor([] as [Float])
    for draw in test.draws where draw.kind != "mkl" {
      let result = Self.draw(draw, &shares, using: &generator)
      #expect(result.hash == draw.hash, "\(draw.kind) \(draw.shape)")
      if let text = draw.text { #expect(result.description == text) }
    }
  }

  /// Makes a draw; those of several indices take the shares of the last one of a single index.
  private static func draw(
    _ draw: StreamCase.Draw, _ shares: inout Tensor, using generator: inout Generator
  ) -> Tensor {
    let shape = Shape(draw.shape)
    let (count, replacement) = (draw.count ?? 1, draw.replacement ?? false)
    switch draw.kind {
    case "randint": return .randint((draw.low ?? 0)..<(draw.high ?? 0), shape, using: &generator)
    case "rand": return .uniform(0..<1, shape, using: &generator)
    case "uniform": return .uniform(-0.25..<0.75, shape, using: &generator)
    case "randn": return .randn(shape, using: &generator)
    case "normal": return .normal(mean: draw.mean ?? 0, std: draw.std ?? 1, shape, using: &generator)
    case "randperm": return .randperm(shape[0], using: &generator)
    case "dropout": return Tensor.ones(shape).dropout(draw.shape.count == 1 ? 0.3 : 0.9, using: &generator)
    case "bernoulli": return Tensor.uniform(0..<1, shape, using: &generator).bernoulli(using: &generator)
    case "multinomialRow":
      if count == 1, !replacement { shares = .uniform(0..<1, [27], using: &generator) }
      return shares.multinomial(count, replacement: replacement, using: &generator)
    case "multinomial" where draw.count != nil:
      if count == 1, !replacement {
        shares = .uniform(0..<1, [200, 9], using: &generator)
        shares[0..., 4] = Tensor(Float(0))
      }
      return shares.multinomial(count, replacement: replacement, using: &generator)
    case "multinomialTransposed":
      return shares[0..., ..<4].transposed(0, 1).multinomial(count, replacement: replacement, using: &generator)
    default: return Tensor.uniform(0..<1, [1000, 7], using: &generator).multinomial(using: &generator)
    }
  }

  @Test(
    "gives several samples of a row as PyTorch's MKL builds do in that build",
    arguments: Fixture<StreamCase>.cases("samples"))
  func severalOfMKL(_ test: StreamCase) {
    var generator = Generator(seed: test.seed, build: .mkl)
    let shares = Tensor.uniform(0..<1, [100, 10], using: &generator)
    #expect(shares.multinomial(4, using: &generator).hash == test.draws.first { $0.kind == "mkl" }?.hash)
    #expect(generator.position == 1001)
  }

  @Test("gives the samples of PyTorch's MKL builds in that build", arguments: Fixture<StreamCase>.cases("streams"))
  func mkl(_ test: StreamCase) {
    var generator = Generator(seed: test.seed, build: .mkl)
    let shares = Tensor.uniform(0..<1, [1000, 7], using: &generator)
    #expect(shares.multinomial(using: &generator).hash == test.draws.first { $0.kind == "mkl" }?.hash)
    #expect(generator.position == 7001)
  }

  /// A view, and which elements `F.dropout(view, 0.5)` keeps after `torch.manual_seed(1337)` in torch 2.15.0.
  private static var dropouts: [(view: Tensor, kept: [Float])] {
    [
      (Tensor.ones([3, 4]), [0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1]),
      // torch.ones(3, 4).t()
      (Tensor.ones([3, 4]).transposed(0, 1), [0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1]),
      // torch.ones(2, 3, 4).transpose(0, 2)
      (
        Tensor.ones([2, 3, 4]).transposed(0, 2),
        [0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0]
      ),
      // torch.ones(2, 3, 4).transpose(0, 2).transpose(1, 2)
      (
        Tensor.ones([2, 3, 4]).transposed(0, 2).transposed(1, 2),
        [0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 0]
      ),
      // torch.ones(4, 6)[:, 1:4].t()
      (Tensor.ones([4, 6])[0..., 1..<4].transposed(0, 1), [0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1]),
      // torch.ones(3, 1, 4).transpose(0, 2)
      (Tensor.ones([3, 1, 4]).transposed(0, 2), [0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1]),
      // torch.ones(1, 4).expand(3, 4).t()
      (Tensor.ones([1, 4]).expanded(to: [3, 4]).transposed(0, 1), [0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1]),
      // torch.ones(2, 1, 3).expand(2, 2, 3).transpose(0, 2)
      (
        Tensor.ones([2, 1, 3]).expanded(to: [2, 2, 3]).transposed(0, 2),
        [0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1]
      ),
      // torch.ones(2, 3, 1).expand(2, 3, 2).transpose(0, 1)
      (
        Tensor.ones([2, 3, 1]).expanded(to: [2, 3, 2]).transposed(0, 1),
        [0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1]
      ),
    ]
  }

  @Test("Dropout draws in the order of memory, as in PyTorch", arguments: dropouts.indices)
  func dropout(_ index: Int) {
    let (view, kept) = Self.dropouts[index]
    var generator = Generator(seed: 1337)
    let result = view.dropout(0.5, using: &generator)
    #expect(result.shape == view.shape)
    #expect(result.scalars(as: Float.self) == kept.map { 2 * $0 })
  }

  @Test("Integers come from any range, also one of more than 2⁶³ numbers, as in PyTorch")
  func wideRanges() {
    // (int64_t)(random64() % (uint64_t)(to - from)) + from, ATen's uniform_int_from_to_distribution
    for range in [Int.min ..< .max, Int.min..<0, -1 ..< .max, Int.min..<5] {
      var generator = Generator(seed: 1337)
      var draws = generator
      let numbers = Tensor.randint(range, [50], using: &generator).scalars(as: Int.self)
      let count = UInt64(bitPattern: Int64(range.upperBound)) &- UInt64(bitPattern: Int64(range.lowerBound))
      #expect(numbers == (0..<50).map { _ in range.lowerBound &+ Int(truncatingIfNeeded: draws.next64() % count) })
      #expect(numbers.allSatisfy(range.contains))
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

extension Tensor {
  /// The FNV-1a hash of the little-endian bytes of the elements, as the fixtures write it.
  fileprivate var hash: String {
    var result: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bits: UInt64, bytes: Int) {
      for index in 0..<bytes { result = (result ^ (bits >> UInt64(8 * index) & 0xff)) &* 0x100_0000_01b3 }
    }
    if dtype == .float32 {
      for element in scalars(as: Float.self) { add(UInt64(element.bitPattern), bytes: 4) }
    } else {
      for element in scalars(as: Int.self) { add(UInt64(bitPattern: Int64(element)), bytes: 8) }
    }
    let digits = String(result, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
