import Tensors

// The operations of `Fixtures/families.py`.
extension TestedOperation {
  private static var x: Tensor { .ones([2, 3]) }

  static let families: [TestedOperation] = functionsOfElements + powers + order + shapes + parts + attention

  private static let functionsOfElements = [
    TestedOperation("abs") { $0.x.abs() },
    TestedOperation("round") { $0.x.round() },
    TestedOperation(
      "clamp",
      misuses: Misuse("clamp: takes a tensor of torch.float32, not torch.int64: use float()") {
        _ = Tensor([1, 2]).clamp(0...1)
      }
    ) { $0.x.clamp(-1.25...0.5) },
    TestedOperation("clampMin") { $0.x.clamp(min: -0.5) },
    TestedOperation("clampMax") { $0.x.clamp(max: 0.5) },
    TestedOperation("geluTanh") { $0.x.gelu(approximate: .tanh) },
    TestedOperation("norm") { $0.x.norm() },
    TestedOperation(
      "integerPlus",
      misuses: Misuse("+: a tensor of torch.int64 takes an integer, not 1.5: use float()") {
        _ = Tensor([1, 2]) + 1.5
      },
      Misuse("+: a literal from 2^24 on is not exact beside a tensor of torch.int64: write Int(…) around it") {
        _ = Tensor([1, 2]) + 16_777_216
      }
    ) { $0.x + 1 },
    TestedOperation("integerMinus") { $0.x - 1 },
    TestedOperation("integerTimes") { 2 * $0.x },
    TestedOperation("integerFrom") { 1 - $0.x },
    TestedOperation("integerNegated") { -$0.x },
    TestedOperation(
      "where",
      misuses: Misuse(
        "where: takes a condition of torch.bool and two tensors of one type, not torch.float32, torch.float32 and torch.int64"
      ) { _ = Tensor.where(x, x, Tensor([1])) },
      Misuse("where: the shapes [2, 3] and [4] do not fit: sizes 3 and 4 differ and neither is 1") {
        _ = Tensor.where(x .== 0, x, Tensor.ones([4]))
      }
    ) { .where($0.x, $0.y, $0.z) },
  ]

  private static let powers = ([-3, -2, -1, -0.5, 0, 0.5, 1, 1.7, 2, 3, 4] as [Float]).map { exponent in
    let number = exponent == exponent.rounded() ? "\(Int(exponent))" : "\(exponent)"
    return TestedOperation("pow \(number)") { $0.x.pow(exponent) }
  }

  private static let order = [
    TestedOperation(
      "minAll", misuses: Misuse("min: a tensor of shape [0] has no elements") { _ = Tensor.zeros([0]).min() }
    ) { $0.x.min() },
    TestedOperation(
      "min",
      misuses: Misuse("min: dimension 1 of a tensor of shape [3, 0] has no elements") {
        _ = Tensor.zeros([3, 0]).min(1)
      }
    ) { $0.x.min($0.dimension, keepDimension: $0.keep) },
    TestedOperation(
      "argmin",
      misuses: Misuse("argmin: dimension -1 of a tensor of shape [3, 0] has no elements") {
        _ = Tensor.zeros([3, 0]).argmin(-1)
      }
    ) { $0.x.argmin($0.dimension, keepDimension: $0.keep) },
    TestedOperation(
      "sorted",
      misuses: Misuse("sorted: dimension 2 is out of range for a tensor of shape [2, 3]") { _ = x.sorted(2) }
    ) { $0.x.sorted($0.dimension).values },
    TestedOperation("sortedDown") { $0.x.sorted($0.dimension, descending: true).values },
    TestedOperation("sortedIndices") { $0.x.sorted($0.dimension).indices },
    TestedOperation("argsort") { $0.x.argsort($0.dimension, descending: true) },
    TestedOperation(
      "topk 1",
      misuses: Misuse(
        "topk: 4 elements along dimension -1 are wanted of a tensor of shape [2, 3]: ask for 0 to 3"
      ) { _ = x.topk(4) }
    ) { $0.x.topk(1, $0.dimension).values },
    TestedOperation("topk 2") { $0.x.topk(2, $0.dimension).values },
    TestedOperation("topkIndices 2") { $0.x.topk(2, $0.dimension).indices },
    TestedOperation("topk 70") { $0.x.topk(70, $0.dimension).values },
    TestedOperation("topkIndices 70") { $0.x.topk(70, $0.dimension).indices },
  ]

  private static let shapes =
    [-1, 0, 2].flatMap { diagonal in
      [
        TestedOperation("tril \(diagonal)") { $0.x.tril(diagonal: diagonal) },
        TestedOperation("triu \(diagonal)") { $0.x.triu(diagonal: diagonal) },
      ]
    } + [
      TestedOperation(
        "permute 2, 0, 1",
        misuses: Misuse("permuted: the numbers [0, -2] do not name each dimension of a tensor of shape [2, 3] once") {
          _ = x.permuted(0, -2)
        }
      ) { $0.x.permuted(2, 0, 1) },
      TestedOperation("permute -1, 1, 0") { $0.x.permuted(-1, 1, 0) },
      TestedOperation("flatten") { $0.x.flattened() },
      TestedOperation(
        "flatten 0",
        misuses: Misuse("flattened: dimension 1 of a tensor of shape [2, 3] comes after dimension 0") {
          _ = x.flattened(1, 0)
        }
      ) { $0.x.flattened(0, $0.dimension) },
      TestedOperation("squeeze") { $0.x.squeezed() },
      TestedOperation("squeezeOne") { $0.x.squeezed($0.dimension) },
    ]

  private static let parts =
    (0...2).map { part in TestedOperation("split \(part)") { $0.x.split(2, $0.dimension)[part] } }
    + (0...2).map { part in TestedOperation("splitSizes \(part)") { $0.x.split([1, 0, 4], $0.dimension)[part] } } + [
      TestedOperation(
        "mask",
        misuses: Misuse(
          "subscript: a mask of shape [3] does not fit a tensor of shape [2, 3], whose first sizes it must have"
        ) { _ = x[Tensor([true, false, true])] },
        Misuse("split: the size 0 of the parts is not at least 1") { _ = x.split(0) },
        Misuse("split: the sizes [1, 2] do not add up to dimension 0 of a tensor of shape [2, 3]") {
          _ = x.split([1, 2])
        },
        Misuse("matmul: [rows, inner] × [inner, columns] is wanted, the shapes are [2, 3] × [2]") {
          _ = x.matmul(Tensor.ones([2]))
        }
      ) { $0.x[$0.y] }
    ]

  private static let attention = [
    TestedOperation(
      "attention",
      misuses: Misuse(
        "scaledDotProductAttention: takes […, T, hs], […, S, hs] and […, S, channels], not [2, 3], [2, 4] and [2, 3]"
      ) { _ = Tensor.scaledDotProductAttention(x, Tensor.ones([2, 4]), x) }
    ) { .scaledDotProductAttention($0.x, $0.y, $0.z) },
    TestedOperation("causalAttention") { .scaledDotProductAttention($0.x, $0.y, $0.z, isCausal: true) },
    TestedOperation(
      "layerNormPlain",
      misuses: Misuse("layerNorm: takes a tensor of shape […, C], not one of shape []") {
        _ = Tensor.ones([]).layerNorm()
      }
    ) { $0.x.layerNorm() },
    TestedOperation("layerNormWeight") { $0.x.layerNorm($0.y) },
  ]
}
