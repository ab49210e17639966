import SmallGPT
import Tensors

extension Workloads {
  /// Single operations, on tables of three sizes.
  static var operations: [Workload] {
    [(256, 65), (512, 64), (2048, 192)].flatMap { draws($0, $1) + tables($0, $1) + backward($0, $1) } + products
      + scores
  }

  /// Random numbers, and what has no bits of its own to be hashed.
  private static func draws(_ rows: Int, _ columns: Int) -> [Workload] {
    var generator = Generator(seed: 1337)
    let x = Tensor.randn([rows, columns], using: &generator)
    let shares = x.softmax(-1)
    let operations: [(name: String, tables: Double, slowness: Int, torch: String, body: () -> Void)] = [
      ("randn", 1, 1, "torch.randn(\(rows), \(columns))", { _ = Tensor.randn([rows, columns], using: &generator) }),
      (
        "rand", 1, 1, "torch.rand(\(rows), \(columns))",
        { _ = Tensor.uniform(0..<1, [rows, columns], using: &generator) }
      ),
      ("multinomial", 1, 10, "torch.multinomial(shares, 1)", { _ = shares.multinomial(using: &generator) }),
      ("divide by a number", 2, 1, "x / 3", { _ = x / 3 }),
      ("argmax", 1, 1, "x.argmax(1)", { _ = x.argmax(1) }),
    ]
    return operations.map { name, tables, slowness, torch, body in
      Workload(
        "\(name) \(rows)x\(columns)", group: .operation, repetitions: 30_000_000 / (rows * columns) / slowness,
        bytes: 4 * tables * Double(rows * columns),
        torch: Workload.PyTorch(setup: "table(\(rows), \(columns))", line: torch), body)
    }
  }

  private static func tables(_ rows: Int, _ columns: Int) -> [Workload] {
    var generator = Generator(seed: 1337)
    let table = Table(rows, columns, indices: [rows], areParameters: false, using: &generator)
    return TableOperation.all.compactMap { operation in
      guard let torch = operation.torch else { return nil }
      return Workload(
        "\(operation.name) \(rows)x\(columns)", group: .operation,
        repetitions: 30_000_000 / (rows * columns) / operation.slowness,
        bytes: 4 * operation.tables * Double(rows * columns),
        torch: Workload.PyTorch(setup: "table(\(rows), \(columns))", line: torch, ways: Workload.Way.line)
      ) { _ = operation.apply(table) }
    }
  }

  /// An operation, a sum, and the way back.
  private static func backward(_ rows: Int, _ columns: Int) -> [Workload] {
    var generator = Generator(seed: 1337)
    var table = Table(rows, columns, indices: [rows], areParameters: false, using: &generator)
    table.x = table.x.asParameter()
    return TableOperation.all.filter(\.timesBackward).compactMap { [table] operation in
      guard let torch = operation.torch else { return nil }
      return Workload(
        "gradient of \(operation.name) \(rows)x\(columns)", group: .operation,
        repetitions: 10_000_000 / (rows * columns),
        torch: Workload.PyTorch(
          setup: "table(\(rows), \(columns), is_parameter=True)", line: "backward(\(torch), x)", ways: Workload.Way.line
        )
      ) {
        operation.apply(table).sum().backward()
        table.x.zeroGradient()
      }
    }
  }

  private static var products: [Workload] {
    var generator = Generator(seed: 1337)
    return [
      (8, 8, 2), (256, 65, 65), (512, 64, 16), (512, 64, 64), (512, 64, 256), (512, 256, 64), (2048, 192, 192),
      (2048, 192, 768), (2048, 768, 192),
    ].map { rows, inner, columns in
      let a = Tensor.randn([rows, inner], using: &generator)
      let b = Tensor.randn([inner, columns], using: &generator)
      let count = 2 * Double(rows * inner * columns)
      let setup = "dict(a=torch.randn(\(rows), \(inner)), b=torch.randn(\(inner), \(columns)))"
      return Workload(
        "matmul \(rows)x\(inner)x\(columns)", group: .product, repetitions: max(1, Int(2e9 / count)), operations: count,
        torch: Workload.PyTorch(setup: setup, line: "a @ b")
      ) { _ = a.matmul(b) }
    }
  }

  /// The products of queries and keys in attention.
  private static var scores: [Workload] {
    var generator = Generator(seed: 1337)
    return [(4, 8, 16), (16, 32, 16), (16, 128, 32)].map { batch, time, size in
      let q = Tensor.randn([batch, time, size], using: &generator)
      let k = Tensor.randn([batch, time, size], using: &generator)
      let count = 2 * Double(batch * time * time * size)
      let tensor = "torch.randn(\(batch), \(time), \(size))"
      return Workload(
        "scores \(batch)x\(time)x\(size)", group: .product, repetitions: Int(2e8 / count), operations: count,
        torch: Workload.PyTorch(setup: "dict(q=\(tensor), k=\(tensor))", line: "q @ k.transpose(-2, -1)")
      ) { q.matmul(k.transposed(-2, -1)).compute() }
    }
  }
}
