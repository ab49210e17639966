import Corpora
import LessonFormat
import NeuralNetworks
import SmallGPT
import Tensors

/// Everything that is measured.
struct Workloads {
  private let text: String
  private let tokenizer: CharacterTokenizer
  private let training: Tensor

  init() throws {
    text = try Corpus.lessons().text
    tokenizer = CharacterTokenizer(text)
    let data = Tensor(try tokenizer.encode(text))
    training = data[..<Int(0.9 * Double(data.elementCount))]
  }

  var all: [Workload] { bigram + attention + gpts + operations + others }

  /// Blocks of the corpus and the tokens after each, as lesson 03 draws them.
  private func batch(_ size: Int, _ time: Int, using generator: inout Generator) -> (x: Tensor, y: Tensor) {
    let starts = Tensor.randint(0..<(training.elementCount - time), [size], using: &generator)
    let places = starts.unsqueezed(1) + Tensor.arange(0..<time)
    return (training[places], training[places + Tensor(1)])
  }

  // MARK: - Models

  /// The training loop of lesson 03, its parts, and the text it writes.
  private var bigram: [Workload] {
    var generator = Generator(seed: 1337)
    let table = Embedding(65, 65, using: &generator)
    let optimizer = AdamW(table.parameters, learningRate: 1e-3)
    var draws = generator
    func step() {
      let (x, y) = batch(32, 8, using: &generator)
      let loss = table(x).reshaped([256, 65]).crossEntropy(y.reshaped([256]))
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
    let (x, y) = batch(32, 8, using: &draws)
    let targets = y.reshaped([256])
    step()
    return [
      Workload("bigram step", repetitions: 1000, step),
      Workload("bigram batch", repetitions: 2000) { _ = batch(32, 8, using: &generator) },
      Workload("bigram batch, stacked", repetitions: 2000) {
        let starts = Tensor.randint(0..<(training.elementCount - 8), [32], using: &generator).scalars(as: Int.self)
        _ = Tensor.stack(starts.map { training[$0..<$0 + 8] })
        _ = Tensor.stack(starts.map { training[$0 + 1..<$0 + 9] })
      },
      Workload("bigram forward", repetitions: 2000) { _ = table(x).reshaped([256, 65]).crossEntropy(targets) },
      Workload("bigram forward and backward", repetitions: 2000) {
        optimizer.zeroGradients()
        table(x).reshaped([256, 65]).crossEntropy(targets).backward()
      },
      Workload("bigram optimizer", repetitions: 5000) { optimizer.step() },
      Workload("bigram generation of 500", repetitions: 10) {
        var tokens = Tensor.zeros([1, 1], dtype: .int64)
        for _ in 0..<500 {
          let logits = table(tokens)[0..., -1]
          tokens = .cat([tokens, logits.softmax(-1).multinomial(using: &generator)], 1)
        }
      },
    ]
  }

  private var attention: [Workload] {
    var generator = Generator(seed: 1337)
    return [(4, 8, 32, 16), (16, 32, 64, 16), (16, 128, 192, 32)].map { batch, time, channels, size in
      let head = Head(channels, size, time, using: &generator)
      let x = Tensor.randn([batch, time, channels], using: &generator).asParameter()
      return Workload(
        "attention head \(batch)x\(time)x\(channels), forward and backward", repetitions: 50_000 / (batch * time)
      ) {
        head(x).sum().backward()
        head.zeroGradients()
        x.zeroGradient()
      }
    }
  }

  private var gpts: [Workload] {
    [("small", 16, 32, 64, 4, 4), ("middle", 16, 128, 192, 6, 6)].map { name, size, time, channels, heads, layers in
      var generator = Generator(seed: 1337)
      let model = GPT(channels: channels, heads: heads, layers: layers, time: time, using: &generator)
      let optimizer = AdamW(model.parameters, learningRate: 1e-3)
      return Workload("\(name) GPT step", repetitions: name == "small" ? 10 : 1) {
        let (x, y) = batch(size, time, using: &generator)
        let loss = model(x).reshaped([size * time, 65]).crossEntropy(y.reshaped([size * time]))
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
      }
    }
  }

  // MARK: - Operations

  private var operations: [Workload] {
    [(256, 65), (512, 64), (2048, 192)].flatMap { tables($0, $1) + gradients($0, $1) } + products
  }

  /// Operations on a table of so many rows and columns.
  private func tables(_ rows: Int, _ columns: Int) -> [Workload] {
    var generator = Generator(seed: 1337)
    let x = Tensor.randn([rows, columns], using: &generator)
    let shares = x.softmax(-1)
    let mask = x .> 0
    let targets = Tensor.randint(0..<columns, [rows], using: &generator)
    let places = Tensor.randint(0..<rows, [rows], using: &generator)
    let (weight, bias) = (Tensor.ones([columns]), Tensor.zeros([columns]))
    let operations: [(name: String, weight: Int, body: () -> Void)] = [
      ("randn", 1, { _ = Tensor.randn([rows, columns], using: &generator) }),
      ("rand", 1, { _ = Tensor.uniform(0..<1, [rows, columns], using: &generator) }),
      ("multinomial", 10, { _ = shares.multinomial(using: &generator) }),
      ("softmax", 1, { _ = x.softmax(-1) }),
      ("log-softmax", 1, { _ = x.logSoftmax(-1) }),
      ("layer norm", 1, { _ = x.layerNorm(weight, bias) }),
      ("cross-entropy", 1, { _ = x.crossEntropy(targets) }),
      ("exp", 1, { _ = x.exp() }),
      ("add", 1, { _ = x + x }),
      ("multiply by a row", 1, { _ = x * weight }),
      ("divide by a number", 1, { _ = x / 3 }),
      ("relu", 1, { _ = x.relu() }),
      ("tanh", 10, { _ = x.tanh() }),
      ("gelu", 10, { _ = x.gelu() }),
      ("masked fill", 1, { _ = x.maskedFill(mask, 0) }),
      ("sum", 1, { _ = x.sum() }),
      ("sum of rows", 1, { _ = x.sum(0) }),
      ("sum of columns", 1, { _ = x.sum(1) }),
      ("largest of columns", 1, { _ = x.max(1) }),
      ("argmax", 1, { _ = x.argmax(1) }),
      ("embedding", 1, { _ = x.embedding(places) }),
      ("cat", 1, { _ = Tensor.cat([x, x], -1) }),
    ]
    return operations.map { name, weight, body in
      Workload("\(name) \(rows)x\(columns)", repetitions: 30_000_000 / (rows * columns) / weight, body)
    }
  }

  /// Operations on a table of so many rows and columns, a sum, and the way back.
  private func gradients(_ rows: Int, _ columns: Int) -> [Workload] {
    var generator = Generator(seed: 1337)
    let x = Tensor.randn([rows, columns], using: &generator).asParameter()
    let places = Tensor.randint(0..<rows, [rows], using: &generator)
    let (weight, bias) = (Tensor.ones([columns]), Tensor.zeros([columns]))
    let operations: [(name: String, body: () -> Tensor)] = [
      ("softmax", { x.softmax(-1) }), ("layer norm", { x.layerNorm(weight, bias) }), ("relu", { x.relu() }),
      ("embedding", { x.embedding(places) }),
    ]
    return operations.map { name, body in
      Workload("gradient of \(name) \(rows)x\(columns)", repetitions: 10_000_000 / (rows * columns)) {
        body().sum().backward()
        x.zeroGradient()
      }
    }
  }

  private var products: [Workload] {
    var generator = Generator(seed: 1337)
    let tensor = { (shape: Shape) in Tensor.randn(shape, using: &generator) }
    var list: [Workload] = []
    for (rows, inner, columns) in [
      (8, 8, 2), (256, 65, 65), (512, 64, 16), (512, 64, 64), (512, 64, 256), (512, 256, 64), (2048, 192, 192),
      (2048, 192, 768),
      (2048, 768, 192),
    ] {
      let (a, b) = (tensor([rows, inner]), tensor([inner, columns]))
      let count = 2 * Double(rows * inner * columns)
      list.append(
        Workload(
          "matmul \(rows)x\(inner)x\(columns)", repetitions: max(1, Int(2e9 / count)), operations: count
        ) { _ = a.matmul(b) })
    }
    for (batch, time, size) in [(4, 8, 16), (16, 32, 16), (16, 128, 32)] {
      let (q, k) = (tensor([batch, time, size]), tensor([batch, time, size]))
      let count = 2 * Double(batch * time * time * size)
      list.append(
        Workload(
          "scores \(batch)x\(time)x\(size)", repetitions: Int(2e8 / count), operations: count
        ) { _ = q.matmul(k.transposed(-2, -1)) })
    }
    return list
  }

  private var others: [Workload] {
    var generator = Generator(seed: 1337)
    let numbers = Tensor.randn([1000], using: &generator)
    let square = Tensor.randn([40, 25], using: &generator)
    let line = "Some prose with *marks*, `code` and [links](a.md), as lessons have.\n"
    let markdown = Array(
      ("# Title\n\n" + String(repeating: line + (line + "\n"), count: 10_000_000 / 2 / line.utf8.count)).utf8)
    return [
      Workload("encoding the corpus", repetitions: 5) { _ = try? tokenizer.encode(text) },
      Workload("printing 1000 numbers", repetitions: 20) { _ = "\(numbers)" },
      Workload("printing 40x25 numbers", repetitions: 20) { _ = "\(square)" },
      Workload("parsing 10 MB of Markdown", hasRival: false) { _ = Lesson(parsing: markdown, file: "a.md") },
    ]
  }
}
