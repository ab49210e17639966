import Corpora
import LessonFormat
import NeuralNetworks
import SmallGPT
import Tensors

/// Everything that is timed.
struct Workloads {
  private let text: String
  private let tokenizer: CharacterTokenizer
  private let training: Tensor

  init() throws {
    text = DataSet.tinyShakespeare.locate() == nil ? Self.standIn : try Corpus(.tinyShakespeare).text
    tokenizer = CharacterTokenizer(text)
    let data = Tensor(try tokenizer.encode(text))
    training = data[..<Int(0.9 * Double(data.elementCount))]
  }

  /// A text with the length and the number of different characters of the data set; `models.py` has the same.
  private static let standIn: String = {
    let characters = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return String(String(repeating: characters, count: 20_000).prefix(1_115_394))
  }()

  var all: [Workload] { bigram + attention + gpts + lessons + Self.operations + others }

  /// Blocks of the corpus and the tokens after each, as lesson 03 draws them.
  func batch(_ size: Int, _ time: Int, using generator: inout Generator) -> (x: Tensor, y: Tensor) {
    let starts = Tensor.randint(0..<(training.elementCount - time), [size], using: &generator)
    let indices = starts.unsqueezed(1) + Tensor.arange(0..<time)
    return (training[indices], training[indices + Tensor(1)])
  }

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
    func torch(_ line: String, _ ways: [Workload.Way] = [.eager]) -> Workload.PyTorch {
      Workload.PyTorch(setup: "bigram()", line: line, ways: ways)
    }
    step()
    return [
      Workload("bigram step", repetitions: 1000, torch: torch("step()", Workload.Way.training), step),
      Workload("bigram batch", repetitions: 2000, torch: torch("batch(32, 8)")) {
        _ = batch(32, 8, using: &generator)
      },
      Workload("bigram batch, stacked", repetitions: 2000, torch: torch("batch(32, 8)")) {
        let starts = Tensor.randint(0..<(training.elementCount - 8), [32], using: &generator).scalars(as: Int.self)
        _ = Tensor.stack(starts.map { training[$0..<$0 + 8] })
        _ = Tensor.stack(starts.map { training[$0 + 1..<$0 + 9] })
      },
      Workload("bigram forward", repetitions: 2000, torch: torch("forward()", Workload.Way.function)) {
        _ = table(x).reshaped([256, 65]).crossEntropy(targets)
      },
      Workload(
        "bigram forward and backward", repetitions: 2000, torch: torch("forward_and_backward()", Workload.Way.function)
      ) {
        optimizer.zeroGradients()
        table(x).reshaped([256, 65]).crossEntropy(targets).backward()
      },
      Workload("bigram optimizer", repetitions: 5000, torch: torch("optimizer.step()", [.eager, .fused])) {
        optimizer.step()
      },
      Workload("bigram generation of 500", repetitions: 10, torch: torch("generate(500)", Workload.Way.function)) {
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
        "attention head \(batch)x\(time)x\(channels), forward and backward", repetitions: 50_000 / (batch * time),
        torch: Workload.PyTorch(
          setup: "head(\(batch), \(time), \(channels), \(size))", line: "forward_and_backward()",
          ways: Workload.Way.function)
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
      return Workload(
        "\(name) GPT step", repetitions: name == "small" ? 10 : 1,
        operations: Self.stepOperations(batch: size, time: time, channels: channels, layers: layers),
        torch: Workload.PyTorch(
          setup: "gpt(\(size), \(time), \(channels), \(heads), \(layers))", line: "step()", ways: Workload.Way.training)
      ) {
        let (x, y) = batch(size, time, using: &generator)
        let loss = model(x).reshaped([size * time, 65]).crossEntropy(y.reshaped([size * time]))
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
      }
    }
  }

  /// The floating-point operations of a GPT's training step, in its products alone.
  ///
  /// For each token, a layer of `C` channels multiplies and adds 3 C² times for keys, queries and values, C² for the projection, 8 C² in the
  /// feed-forward network, and 2 T C for scores and values over `T` tokens; the logits take 65 C. That makes 2 operations each, three times:
  /// the backward pass has two products for each.
  static func stepOperations(batch: Int, time: Int, channels: Int, layers: Int) -> Double {
    let token = layers * (12 * channels * channels + 2 * time * channels) + 65 * channels
    return Double(3 * 2 * batch * time * token)
  }

  private var others: [Workload] {
    var generator = Generator(seed: 1337)
    let numbers = Tensor.randn([1000], using: &generator)
    let square = Tensor.randn([40, 25], using: &generator)
    let line = "Some prose with *marks*, `code` and [links](a.md), as lessons have.\n"
    let markdown = Array(
      ("# Title\n\n" + String(repeating: line + (line + "\n"), count: 10_000_000 / 2 / line.utf8.count)).utf8)
    return [
      Workload(
        "encoding the corpus", repetitions: 5, torch: Workload.PyTorch(setup: "{}", line: "[ids[c] for c in text]")
      ) { _ = try? tokenizer.encode(text) },
      Workload(
        "printing 1000 numbers", repetitions: 20,
        torch: Workload.PyTorch(setup: "dict(x=torch.randn(1000))", line: "str(x)")
      ) { _ = "\(numbers)" },
      Workload(
        "printing 40x25 numbers", repetitions: 20,
        torch: Workload.PyTorch(setup: "dict(x=torch.randn(40, 25))", line: "str(x)")
      ) { _ = "\(square)" },
      Workload("parsing 10 MB of Markdown") { _ = Lesson(parsing: markdown, file: "a.md") },
    ]
  }
}
