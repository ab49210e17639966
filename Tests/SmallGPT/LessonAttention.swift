import NeuralNetworks
import Tensors

/// `[B, T, C]` → `[B, T, C]`.
protocol LessonAttention: Module {
  func callAsFunction(_ x: Tensor) -> Tensor
}

/// A head, as lessons 07 to 10 have it.
private final class LessonHead: Module {
  let key, query, value: Linear

  init(_ channels: Int, _ size: Int, using generator: inout Generator) {
    key = Linear(channels, size, bias: false, using: &generator)
    query = Linear(channels, size, bias: false, using: &generator)
    value = Linear(channels, size, bias: false, using: &generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let k = key(x)
    let scores = query(x).matmul(k.transposed(-2, -1))  // [B, T, hs] × [B, hs, T] → [B, T, T]
    let scaled = scores / Float(k.shape[-1]).squareRoot()
    let past = Tensor.ones([x.shape[1], x.shape[1]]).tril()
    return scaled.maskedFill(past .== 0, -.infinity).softmax(-1).matmul(value(x))
  }
}

/// One head after the other.
final class SeparateHeads: LessonAttention {
  private let heads: [LessonHead]
  private let projection: Linear?

  init(_ form: LessonForm, using generator: inout Generator) {
    heads = (0..<form.heads).map { _ in LessonHead(form.channels, form.channels / form.heads, using: &generator) }
    projection = form.hasProjection ? Linear(form.channels, form.channels, using: &generator) : nil
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let heard = heads.count == 1 ? heads[0](x) : Tensor.cat(heads.map { head in head(x) }, -1)
    return projection?(heard) ?? heard
  }
}

/// All heads at once, as lesson 11 has them, and with lesson 12's cache.
final class JoinedHeads: LessonAttention {
  let heads: Int
  let key, query, value, projection: Linear

  init(_ form: LessonForm, using generator: inout Generator) {
    let channels = form.channels
    heads = form.heads
    key = Linear(channels, channels, bias: false, using: &generator)
    query = Linear(channels, channels, bias: false, using: &generator)
    value = Linear(channels, channels, bias: false, using: &generator)
    projection = Linear(channels, channels, using: &generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    func split(_ y: Tensor) -> Tensor {  // [B, heads, T, hs]
      y.reshaped([x.shape[0], x.shape[1], heads, -1]).transposed(1, 2)
    }
    let (q, k, v) = (split(query(x)), split(key(x)), split(value(x)))
    let scores = q.matmul(k.transposed(-2, -1))  // [B, heads, T, T]
    let scaled = scores / Float(q.shape[-1]).squareRoot()
    let past = Tensor.ones([x.shape[1], x.shape[1]]).tril()
    let weights = scaled.maskedFill(past .== 0, -.infinity).softmax(-1)
    return projection(weights.matmul(v).transposed(1, 2).reshaped(x.shape))
  }
}
