import NeuralNetworks
import Tensors

// The models that lessons 07 to 11 train, written as the lessons write them; `Benchmarks/lessons.py` has them for PyTorch.
// B batch · T time · C channels · V vocabulary · hs head size

/// What the models of the lessons differ in.
public struct LessonForm: Sendable {
  public var batch = 32
  public var time = 8
  public var channels = 32
  public var heads = 4
  public var layers = 1
  /// Whether a linear layer comes after the heads.
  var hasProjection = false
  /// Whether a feed-forward network comes after attention.
  var hasFeedForward = false
  /// Whether both are added to what they are given, with a layer norm before each.
  var hasResiduals = false
  /// Whether a layer makes the queries of all heads, and a layer norm comes before the logits.
  public var isGPT = false

  /// The model of a lesson, from 07 to 11; the last one that it trains, if there are several.
  public static func lesson(_ number: Int) -> LessonForm {
    precondition((7...11).contains(number))
    var form = LessonForm()
    if number == 7 { form.heads = 1 }
    form.hasFeedForward = number >= 9
    if number >= 10 {
      (form.hasProjection, form.hasResiduals, form.layers) = (true, true, 3)
    }
    if number == 11 {
      (form.batch, form.time, form.channels, form.layers, form.isGPT) = (16, 32, 64, 4, true)
    }
    return form
  }
}

/// A model of one of the lessons.
public final class LessonModel: Module {
  public let form: LessonForm
  let tokens, positions: Embedding
  let blocks: [LessonBlock]
  let norm: LayerNorm?
  let output: Linear

  public init(_ form: LessonForm, using generator: inout Generator) {
    self.form = form
    tokens = Embedding(65, form.channels, using: &generator)
    positions = Embedding(form.time, form.channels, using: &generator)
    blocks = (0..<form.layers).map { _ in LessonBlock(form, using: &generator) }
    norm = form.isGPT ? LayerNorm(form.channels) : nil
    output = Linear(form.channels, 65, using: &generator)
  }

  /// The logits: `[B, T]` → `[B, T, V]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let places = positions(Tensor.arange(0..<x.shape[1]))
    return logits(blocks.reduce(tokens(x) + places) { x, block in block(x) })
  }

  /// The logits of what the last block returns.
  func logits(_ x: Tensor) -> Tensor { output(norm?(x) ?? x) }

  /// The tokens that the model writes after a token 0.
  public func write(_ count: Int, using generator: inout Generator) -> [Int] {
    var tokens = [0]
    for _ in 0..<count {
      let x = Tensor([Array(tokens.suffix(form.time))])  // [1, T]
      let logits = evaluating { self(x)[0, -1] }
      tokens.append(logits.softmax(-1).multinomial(1, using: &generator).item(as: Int.self))
    }
    return tokens
  }
}

final class LessonBlock: Module {
  let attention: any LessonAttention
  let widen, narrow: Linear?
  let norm1, norm2: LayerNorm?

  init(_ form: LessonForm, using generator: inout Generator) {
    let channels = form.channels
    attention = form.isGPT ? JoinedHeads(form, using: &generator) : SeparateHeads(form, using: &generator)
    widen = form.hasFeedForward ? Linear(channels, 4 * channels, using: &generator) : nil
    narrow = form.hasFeedForward ? Linear(4 * channels, channels, using: &generator) : nil
    (norm1, norm2) = form.hasResiduals ? (LayerNorm(channels), LayerNorm(channels)) : (nil, nil)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    guard let norm1 else { return feedForward(attention(x)) }
    let x = x + attention(norm1(x))
    return thought(x)
  }

  /// What comes after attention in a block with residuals.
  func thought(_ x: Tensor) -> Tensor {
    guard let norm2 else { return x }
    return x + feedForward(norm2(x))
  }

  private func feedForward(_ x: Tensor) -> Tensor {
    guard let widen, let narrow else { return x }
    return narrow(widen(x).relu())
  }
}
