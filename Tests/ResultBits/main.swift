import NeuralNetworks
import SmallGPT
import Tensors

// Prints a line for each of many results: a name and a hash of its bits. A change that only makes something faster changes no line, and
// neither do another processor's kernels or more threads.

/// Prints the hash of a tensor's elements (FNV-1a over their bits).
func note(_ name: String, _ tensor: Tensor) {
  let bits = tensor.scalars(as: Float.self).map(\.bitPattern)
  let hash = bits.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  print(name, String(hash, radix: 16))
}

/// Prints the hashes of a result and of its gradients by those parameters that it was made from.
func note(_ name: String, _ result: Tensor, by parameters: [Tensor]) {
  note(name, result)
  var weights = Generator(seed: 7)
  (result * Tensor.randn(result.shape, using: &weights)).sum().backward()
  for (index, gradient) in parameters.compactMap(\.gradient).enumerated() {
    note("\(name), gradient \(index)", gradient)
  }
  for parameter in parameters { parameter.zeroGradient() }
}

var generator = Generator(seed: 1337)
@MainActor func parameter(_ shape: Shape) -> Tensor { Tensor.randn(shape, using: &generator).asParameter() }

// Sizes that are multiples of vectors, and sizes that are not.
for (rows, columns) in [(1, 1), (3, 5), (8, 16), (17, 33), (64, 64), (100, 65), (512, 64), (2048, 192)] {
  let size = "\(rows)x\(columns)"
  let table = Table(rows, columns, indices: [4, 9], areParameters: true, using: &generator)
  for operation in TableOperation.all {
    note("\(operation.name) \(size)", operation.apply(table), by: table.parameters)
  }
  note("randn \(size)", Tensor.randn([rows, columns], using: &generator))
  note("uniform \(size)", Tensor.uniform(-0.3..<0.7, [rows, columns], using: &generator))
  note("dropout \(size)", table.x.dropout(0.3, using: &generator), by: [table.x])
}

for (batch, rows, inner, columns) in [
  (1, 1, 1, 1), (1, 3, 5, 7), (2, 8, 16, 16), (3, 17, 33, 9), (1, 100, 65, 130), (4, 8, 32, 16), (1, 512, 64, 256),
  (1, 512, 256, 64), (2, 70, 31, 49), (1, 1, 64, 65), (16, 32, 16, 32),
] {
  let size = "\(batch)x\(rows)x\(inner)x\(columns)"
  let x = parameter([batch, rows, inner])
  let (w, b, c) = (
    parameter([inner, columns]), parameter([batch, inner, columns]), parameter([batch, columns, inner])
  )
  note("matmul \(size)", x.matmul(w), by: [x, w])
  note("matmul of a batch \(size)", x.matmul(b), by: [x, b])
  note("matmul transposed \(size)", x.matmul(c.transposed(-2, -1)), by: [x, c])
  note("matmul of a transposed \(size)", b.transposed(-2, -1).matmul(x.transposed(-2, -1)), by: [x, b])
  note("matmul of matrices \(size)", x[0].matmul(w), by: [x, w])
}
for build in [Generator.Build.x86, .mkl, .arm] {
  var generator = Generator(seed: 42, build: build)
  note("randn \(build)", Tensor.randn([1001], using: &generator))
  note("uniform \(build)", Tensor.uniform(-1..<1, [1001], using: &generator))
  note("multinomial \(build)", Tensor.full([40, 65], 1).softmax(-1).multinomial(using: &generator).float())
  let shares = Tensor.full([40, 65], 1).softmax(-1)
  note("multinomial, 5 \(build)", shares.multinomial(5, using: &generator).float())
  note("multinomial, replaced \(build)", shares.multinomial(5, replacement: true, using: &generator).float())
  note("randn with a mean \(build)", Tensor.normal(mean: 3, std: 0.1, [1001], using: &generator))
  note("bernoulli \(build)", shares.bernoulli(using: &generator))
  note("randperm \(build)", Tensor.randperm(1001, using: &generator).float())
}

// Training.
do {
  var generator = Generator(seed: 1337)
  let table = Embedding(65, 65, using: &generator)
  let optimizer = AdamW(table.parameters, learningRate: 1e-3)
  var losses: [Float] = []
  for _ in 0..<300 {
    let x = Tensor.randint(0..<65, [32, 8], using: &generator)
    let y = Tensor.randint(0..<65, [256], using: &generator)
    let loss = table(x).reshaped([256, 65]).crossEntropy(y)
    optimizer.zeroGradients()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
  }
  note("bigram losses", Tensor(losses))
  note("bigram table", table.weight)
}
do {
  var generator = Generator(seed: 1337)
  let model = GPT(using: &generator)
  let optimizer = AdamW(model.parameters, learningRate: 1e-3)
  var losses: [Float] = []
  for _ in 0..<5 {
    let x = Tensor.randint(0..<65, [16, 32], using: &generator)
    let y = Tensor.randint(0..<65, [512], using: &generator)
    let loss = model(x).reshaped([512, 65]).crossEntropy(y)
    optimizer.zeroGradients()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
  }
  note("GPT losses", Tensor(losses))
  for (name, tensor) in model.namedParameters { note("GPT \(name)", tensor) }
}
