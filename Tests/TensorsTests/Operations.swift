import Tensors

/// An operation that is compared with PyTorch, and how its misuse stops the program.
struct TestedOperation: Sendable {
  /// What `Fixtures/generate.py` and `families.py` call it.
  let name: String
  let apply: @Sendable (Inputs) -> Tensor
  let misuses: [Misuse]

  /// What a case of the fixtures gives an operation.
  struct Inputs {
    var all: [Tensor]
    var dimension: Int
    var keep: Bool

    var x: Tensor { all[0] }
    var y: Tensor { all[1] }
    var z: Tensor { all[2] }
  }

  init(_ name: String, misuses: Misuse..., apply: @escaping @Sendable (Inputs) -> Tensor) {
    self.name = name
    self.apply = apply
    self.misuses = misuses
  }

  static let all: [TestedOperation] = arithmetic + functions + reductions + views + selections + networks + families

  /// What misuses are tried on.
  private static var x: Tensor { .ones([2, 3]) }

  private static let arithmetic = [
    TestedOperation(
      "add",
      misuses: Misuse("+: the shapes [2, 3] and [4] do not fit: sizes 3 and 4 differ and neither is 1") {
        _ = x + Tensor.ones([4])
      }
    ) { $0.x + $0.y },
    TestedOperation("addIntegers") { $0.x + $0.y },
    TestedOperation("subtract") { $0.x - $0.y },
    TestedOperation("multiply") { $0.x * $0.y },
    TestedOperation("multiplyIntegers") { $0.x * $0.y },
    TestedOperation(
      "divide",
      misuses: Misuse("/: takes two tensors of torch.float32, not torch.int64 and torch.int64: use float()") {
        _ = Tensor([1, 2]) / Tensor([1, 2])
      }
    ) { $0.x / $0.y },
    TestedOperation("equal") { $0.x .== $0.y },
    TestedOperation("unequal") { $0.x .!= $0.y },
    TestedOperation("less") { $0.x .< $0.y },
    TestedOperation("lessOrEqual") { $0.x .<= $0.y },
    TestedOperation("greater") { $0.x .> $0.y },
    TestedOperation("greaterOrEqual") { $0.x .>= $0.y },
    TestedOperation("negate") { -$0.x },
    TestedOperation("addNumber") { $0.x + 1.5 },
    TestedOperation("subtractNumber") { $0.x - 1.5 },
    TestedOperation("multiplyNumber") { $0.x * 1.5 },
    TestedOperation("divideNumber") { $0.x / 1.5 },
    TestedOperation("subtractFromNumber") { 1.5 - $0.x },
    TestedOperation("divideNumberBy") { 1.5 / $0.x },
    TestedOperation(
      "matmul",
      misuses: Misuse("matmul: [rows, inner] × [inner, columns] is wanted, the shapes are [2, 3] × [4, 5]") {
        _ = x.matmul(Tensor.ones([4, 5]))
      }
    ) { $0.x.matmul($0.y) },
  ]

  private static let functions = [
    TestedOperation("exp") { $0.x.exp() },
    TestedOperation("log") { $0.x.log() },
    TestedOperation("sqrt") { $0.x.sqrt() },
    TestedOperation("tanh") { $0.x.tanh() },
    TestedOperation("relu") { $0.x.relu() },
    TestedOperation("gelu") { $0.x.gelu() },
    TestedOperation(
      "softmax",
      misuses: Misuse("softmax: takes a tensor of torch.float32, not torch.int64: use float()") {
        _ = Tensor([1, 2]).softmax(0)
      }
    ) { $0.x.softmax($0.dimension) },
    TestedOperation("logSoftmax") { $0.x.logSoftmax($0.dimension) },
  ]

  private static let reductions = [
    TestedOperation("sumAll") { $0.x.sum() },
    TestedOperation("meanAll") { $0.x.mean() },
    TestedOperation(
      "maxAll", misuses: Misuse("max: a tensor of shape [0] has no elements") { _ = Tensor.zeros([0]).max() }
    ) { $0.x.max() },
    TestedOperation("varianceAll") { $0.x.variance() },
    TestedOperation("stdAll") { $0.x.std() },
    TestedOperation(
      "sum",
      misuses: Misuse("sum: dimension 2 is out of range for a tensor of shape [2, 3]") { _ = x.sum(2) }
    ) { $0.x.sum($0.dimension, keepDimension: $0.keep) },
    TestedOperation("mean") { $0.x.mean($0.dimension, keepDimension: $0.keep) },
    TestedOperation(
      "max",
      misuses: Misuse("max: dimension 1 of a tensor of shape [3, 0] has no elements") {
        _ = Tensor.zeros([3, 0]).max(1)
      }
    ) { $0.x.max($0.dimension, keepDimension: $0.keep) },
    TestedOperation("variance") { $0.x.variance($0.dimension, keepDimension: $0.keep) },
    TestedOperation("std") { $0.x.std($0.dimension, keepDimension: $0.keep) },
    TestedOperation(
      "argmax",
      misuses: Misuse("argmax: dimension -1 of a tensor of shape [3, 0] has no elements") {
        _ = Tensor.zeros([3, 0]).argmax(-1)
      }
    ) { $0.x.argmax($0.dimension, keepDimension: $0.keep) },
  ]

  private static let views = [
    TestedOperation(
      "reshape",
      misuses: Misuse("reshaped: a tensor of shape [2, 3] does not fill the shape [4]") { _ = x.reshaped([4]) },
      Misuse("reshaped: the shape [-2, -3] has more than one open size, or one below -1") {
        _ = x.reshaped([-2, -3])
      },
      Misuse("reshaped: the shape [-1, -1, -1] has more than one open size, or one below -1") {
        _ = x.reshaped([-1, -1, -1])
      },
      Misuse("reshaped: a tensor of shape [2, 3] does not fill the shape [-1, 1073741824, 1073741824, 8]") {
        _ = x.reshaped([-1, 1 << 30, 1 << 30, 8])
      },
      Misuse("reshaped: a tensor of shape [0] does not fill the shape [-1, 0]") {
        _ = Tensor.zeros([0]).reshaped([-1, 0])
      },
      Misuse("reshaped: the shape [-1, -6] has more than one open size, or one below -1") { _ = x.reshaped([-1, -6]) }
    ) { $0.x.reshaped([-1, 1]) },
    TestedOperation("unsqueeze") { $0.x.unsqueezed(-1) },
    TestedOperation(
      "expand",
      misuses: Misuse("expanded: a tensor cannot have the shape [-2]") { _ = Tensor.ones([1]).expanded(to: [-2]) }
    ) { $0.x.expanded(to: Shape([2] + Array($0.x.shape))) },
    TestedOperation("transpose") { $0.x.transposed(0, -1) },
    TestedOperation("part 1") { $0.x[1] },
    TestedOperation("part -1") { $0.x[-1] },
    TestedOperation("part 0..., 2") { $0.x[0..., 2] },
    TestedOperation(
      "part 1..., 0..<2, 1...3",
      misuses: Misuse("subscript: index 1..<5 is out of range for dimension 0 of a tensor of shape [2, 3]") {
        _ = x[1..<5]
      }
    ) { $0.x[1..., 0..<2, 1...3] },
    TestedOperation(
      "part 2, 3, 4",
      misuses: Misuse("subscript: index 3 is out of range for dimension 1 of a tensor of shape [2, 3]") { _ = x[0, 3] }
    ) { $0.x[2, 3, 4] },
    TestedOperation("part 0, 1..<1") { $0.x[0, 1..<1] },
  ]

  private static let selections = [
    TestedOperation(
      "cat",
      misuses: Misuse("cat: torch.float32 [2, 3] and torch.float32 [4] do not fit along dimension 0") {
        _ = Tensor.cat([x, Tensor.ones([4])])
      },
      Misuse("a tensor cannot have a dimension of size 3000000000") {
        let wide = Tensor.ones([1]).expanded(to: [1_500_000_000])
        _ = Tensor.cat([wide, wide])
      }
    ) { .cat($0.all, $0.dimension) },
    TestedOperation(
      "stack",
      misuses: Misuse("stack: torch.float32 [2, 3] and torch.float32 [4] are to be of one type and shape") {
        _ = Tensor.stack([x, Tensor.ones([4])])
      }
    ) { .stack($0.all, $0.dimension) },
    TestedOperation(
      "index",
      misuses: Misuse("subscript: index -3 is out of range for dimension 0 of a tensor of shape [2, 3]") {
        _ = x[Tensor([1, -3])]
      }
    ) { $0.x[$0.y] },
    TestedOperation(
      "maskedFill",
      misuses: Misuse(
        "maskedFill: takes a tensor of torch.float32 and a mask of torch.bool, not torch.float32 and torch.float32"
      ) { _ = x.maskedFill(x, 0) }
    ) { $0.x.maskedFill($0.y, -1.5) },
    TestedOperation("tril") { $0.x.tril() },
  ]

  private static let networks = [
    TestedOperation(
      "embedding",
      misuses: Misuse("embedding: the index -1 is out of range for a table of 2 rows") {
        _ = x.embedding(Tensor([0, -1]))
      }
    ) { $0.x.embedding($0.y) },
    TestedOperation(
      "crossEntropy",
      misuses: Misuse("crossEntropy: the target 3 is out of range for 3 classes") {
        _ = x.crossEntropy(Tensor([0, 3]))
      },
      Misuse("crossEntropy: the target 0 is out of range for 0 classes") {
        _ = Tensor.zeros([2, 0]).crossEntropy(Tensor([0, 0]))
      }
    ) { $0.x.crossEntropy($0.y) },
    TestedOperation("layerNorm") { $0.x.layerNorm($0.y, $0.z) },
  ]
}
