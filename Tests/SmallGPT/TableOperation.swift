import Tensors

/// An operation on a table: `result-bits` hashes its result and gradients, and `bench` may time it beside PyTorch.
public struct TableOperation: Sendable {
  public let name: String
  /// What PyTorch's users write, with the names of `Benchmarks/models.py`; nil for an operation that is not timed.
  public let torch: String?
  /// How many tables of numbers it must read and write.
  public let tables: Double
  /// How many times as long as a simple operation it takes, roughly.
  public let slowness: Int
  /// Whether the backward pass is timed, too.
  public let timesBackward: Bool
  public let apply: @Sendable (Table) -> Tensor

  private init(
    _ name: String, torch: String? = nil, tables: Double = 2, slowness: Int = 1, timesBackward: Bool = false,
    _ apply: @escaping @Sendable (Table) -> Tensor
  ) {
    self.name = name
    self.torch = torch
    self.tables = tables
    self.slowness = slowness
    self.timesBackward = timesBackward
    self.apply = apply
  }

  /// Every operation with a kernel that draws no random numbers, and others whose bits and speed are watched.
  public static let all: [TableOperation] = arithmetic + functions + reductions + others

  private static let arithmetic = [
    TableOperation("add", torch: "x + y", tables: 3) { $0.x + $0.y },
    TableOperation("add a row") { $0.x + $0.row },
    TableOperation("add a column") { $0.x + $0.column },
    TableOperation("add a number") { $0.x + $0.number },
    TableOperation("subtract") { $0.x - $0.y },
    TableOperation("subtract from a row") { $0.row - $0.x },
    TableOperation("multiply") { $0.x * $0.y },
    TableOperation("multiply by a row", torch: "x * row") { $0.x * $0.row },
    TableOperation("multiply by a column") { $0.x * $0.column },
    TableOperation("divide") { $0.x / $0.y },
    TableOperation("divide by a column") { $0.x / $0.column },
    TableOperation("with numbers") { 2 - ($0.x * 3 + 1 - 0.5) / 7 },
    TableOperation("outer") { $0.row * $0.column },
  ]

  private static let functions = [
    TableOperation("exp", torch: "x.exp()") { $0.x.exp() },
    TableOperation("log of exp") { $0.x.exp().log() },
    TableOperation("tanh", torch: "x.tanh()", slowness: 10) { $0.x.tanh() },
    TableOperation("relu", torch: "F.relu(x)", timesBackward: true) { $0.x.relu() },
    TableOperation("gelu", torch: "F.gelu(x)", slowness: 10) { $0.x.gelu() },
    TableOperation("gelu by tanh", torch: "F.gelu(x, approximate='tanh')", slowness: 10) {
      $0.x.gelu(approximate: .tanh)
    },
    TableOperation("abs", torch: "x.abs()") { $0.x.abs() },
    TableOperation("round") { $0.x.round() },
    TableOperation("clamp", torch: "x.clamp(-1, 1)") { $0.x.clamp(-1...1) },
    TableOperation("third power", torch: "x ** 3") { $0.x.pow(3) },
    TableOperation("softmax", torch: "F.softmax(x, dim=-1)", timesBackward: true) { $0.x.softmax(-1) },
    TableOperation("softmax of columns") { $0.x.softmax(0) },
    TableOperation("log softmax", torch: "F.log_softmax(x, dim=-1)") { $0.x.logSoftmax(-1) },
  ]

  private static let reductions = [
    TableOperation("sum", torch: "x.sum()", tables: 1) { $0.x.sum() },
    TableOperation("sum of rows", torch: "x.sum(0)", tables: 1) { $0.x.sum(0) },
    TableOperation("sum of columns", torch: "x.sum(1, keepdim=True)", tables: 1) { $0.x.sum(1, keepDimension: true) },
    TableOperation("mean of rows") { $0.x.mean(0) },
    TableOperation("mean of columns") { $0.x.mean(-1) },
    TableOperation("variance") { $0.x.reshaped([1, $0.x.elementCount]).variance(-1) },
    TableOperation("max of columns", torch: "x.amax(-1)", tables: 1) { $0.x.max(-1) },
    TableOperation("min of columns", torch: "x.amin(-1)", tables: 1) { $0.x.min(-1) },
    TableOperation("min of rows") { $0.x.min(0) },
    TableOperation("norm", torch: "torch.linalg.vector_norm(x)", tables: 1) { $0.x.norm() },
    TableOperation("matrix times vector", torch: "x @ row", tables: 1) { $0.x.matmul($0.row) },
    TableOperation("vector times matrix") { $0.column.flattened().matmul($0.x) },
  ]

  private static let others = [
    TableOperation("layer norm", torch: "F.layer_norm(x, row.shape, row, shifted_row)", timesBackward: true) {
      $0.x.layerNorm($0.row, $0.shiftedRow)
    },
    TableOperation("plain layer norm") { $0.x.layerNorm() },
    TableOperation("attention") {
      let rows = min(64, $0.x.shape[0])
      return .scaledDotProductAttention($0.x[..<rows], $0.y[..<rows], $0.x[..<rows], isCausal: true)
    },
    TableOperation("sorted", torch: "x.sort(-1).values", slowness: 20) { $0.x.sorted().values },
    TableOperation("sorted rows, descending") { $0.x.sorted(0, descending: true).values },
    TableOperation("topk", torch: "x.topk(min(3, x.shape[1]))[0]", tables: 1, slowness: 4) {
      $0.x.topk(min(3, $0.x.shape[1])).values
    },
    TableOperation("transposed") { $0.x.transposed(0, 1) + 1 },
    TableOperation("masked fill", torch: "x.masked_fill(mask, -1)", tables: 2.25) { $0.x.maskedFill($0.mask, -1) },
    TableOperation("where", torch: "torch.where(mask, x, y)", tables: 3.25) { .where($0.mask, $0.x, $0.y) },
    TableOperation("elements of a mask", torch: "x[mask]", tables: 1.75, slowness: 4) { $0.x[$0.mask] },
    TableOperation("tril") { $0.x.tril() },
    TableOperation("triu") { $0.x.triu(diagonal: 1) },
    TableOperation("permuted") { $0.x.unsqueezed(0).permuted(2, 0, 1) + 1 },
    TableOperation("split") { .cat($0.x.split(($0.x.shape[1] + 1) / 2, 1).reversed(), 1) },
    TableOperation("cat", torch: "torch.cat([x, y], dim=-1)", tables: 4) { .cat([$0.x, $0.y], -1) },
    TableOperation("stack") { .stack([$0.x, $0.y], 1) },
    TableOperation("cross-entropy", torch: "F.cross_entropy(x, targets)", tables: 1) { $0.x.crossEntropy($0.targets) },
    TableOperation("rows") { $0.x[$0.indices] },
    TableOperation("embedding", torch: "F.embedding(indices, x)", timesBackward: true) { $0.x.embedding($0.indices) },
  ]
}

/// The tensors that operations are applied to; `Benchmarks/models.py` makes those of PyTorch, of the same names.
public struct Table {
  /// Shape `[rows, columns]`.
  public var x: Tensor
  /// Shape `[rows, columns]`.
  public let y: Tensor
  /// Shape `[columns]`.
  public let row: Tensor
  /// The row plus 1.
  public let shiftedRow: Tensor
  /// Shape `[rows, 1]`.
  public let column: Tensor
  /// No dimension.
  public let number: Tensor
  /// Shape `[rows, columns]`, bool, true for about half.
  public let mask: Tensor
  /// Shape `[rows]`, int64, from 0 to columns − 1.
  public let targets: Tensor
  /// Any shape, int64, from 0 to rows − 1.
  public let indices: Tensor

  /// The tensors that may be parameters.
  public var parameters: [Tensor] { [x, y, row, column, number] }

  /// Draws the tensors, of normal numbers and of integers that are all equally likely.
  public init(
    _ rows: Int, _ columns: Int, indices shape: Shape, areParameters: Bool, using generator: inout Generator
  ) {
    func draw(_ shape: Shape) -> Tensor {
      let tensor = Tensor.randn(shape, using: &generator)
      return areParameters ? tensor.asParameter() : tensor
    }
    (x, y) = (draw([rows, columns]), draw([rows, columns]))
    (row, column, number) = (draw([columns]), draw([rows, 1]), draw([]))
    shiftedRow = row + 1
    mask = y.detached .> 0
    targets = Tensor.randint(0..<columns, [rows], using: &generator)
    indices = Tensor.randint(0..<rows, shape, using: &generator)
  }
}

extension Tensor {
  /// Computes the elements of a result that would otherwise wait until they are read, so that they are timed.
  public func compute() { computeElements() }
}
