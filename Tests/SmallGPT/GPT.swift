import NeuralNetworks
import Tensors

// A small GPT, as tests, benchmarks and `Tests/NeuralNetworksTests/Fixtures/generate.py` have it.
// B batch · T time · C channels · V vocabulary · hs head size

/// One head of self-attention, as lesson 04 writes it.
public final class Head: Module {
  let key: Linear
  let query: Linear
  let value: Linear
  let mask: Tensor

  public init(_ channels: Int, _ size: Int, _ time: Int, using generator: inout Generator) {
    key = Linear(channels, size, bias: false, using: &generator)
    query = Linear(channels, size, bias: false, using: &generator)
    value = Linear(channels, size, bias: false, using: &generator)
    mask = Tensor.ones([time, time]).tril() .== 0
  }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    let k = key(x)
    let scale = 1 / Float(k.shape[-1]).squareRoot()
    let scores = query(x).matmul(k.transposed(-2, -1)) * scale  // [B, T, hs] × [B, hs, T] → [B, T, T]
    let time = x.shape[1]
    let mask = time == mask.shape[0] ? mask : mask[..<time, ..<time]
    return scores.maskedFill(mask, -.infinity).softmax(-1).matmul(value(x))
  }
}

private final class Block: Module {
  let heads: [Head]
  let projection: Linear
  let widening: Linear
  let narrowing: Linear
  let norm1: LayerNorm
  let norm2: LayerNorm

  init(_ channels: Int, _ count: Int, _ time: Int, using generator: inout Generator) {
    heads = (0..<count).map { _ in Head(channels, channels / count, time, using: &generator) }
    projection = Linear(channels, channels, using: &generator)
    widening = Linear(channels, 4 * channels, using: &generator)
    narrowing = Linear(4 * channels, channels, using: &generator)
    norm1 = LayerNorm(channels)
    norm2 = LayerNorm(channels)
  }

  var parts: [(name: String, module: any Module)] {
    heads.enumerated().map { ("heads.\($0)", $1) } + [
      ("projection", projection), ("feed_forward.0", widening), ("feed_forward.2", narrowing), ("norm1", norm1),
      ("norm2", norm2),
    ]
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let normal = norm1(x)
    let x = x + projection(.cat(heads.map { $0(normal) }, -1))
    return x + narrowing(widening(norm2(x)).relu())
  }
}

/// A character-level GPT.
public final class GPT: Module {
  private let tokens: Embedding
  private let places: Embedding
  private let blocks: [Block]
  private let norm: LayerNorm
  private let logits: Linear

  public init(
    vocabulary: Int = 65, channels: Int = 64, heads: Int = 4, layers: Int = 4, time: Int = 32,
    using generator: inout Generator
  ) {
    tokens = Embedding(vocabulary, channels, using: &generator)
    places = Embedding(time, channels, using: &generator)
    blocks = (0..<layers).map { _ in Block(channels, heads, time, using: &generator) }
    norm = LayerNorm(channels)
    logits = Linear(channels, vocabulary, using: &generator)
  }

  /// The logits for the token after each token: shape `[B, T, V]` for tokens of shape `[B, T]`, int64.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let first = tokens(x) + places(Tensor.arange(0..<x.shape[1]))
    return logits(norm(blocks.reduce(first) { $1($0) }))
  }
}
