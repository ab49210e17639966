import NeuralNetworks
import Tensors

/// Reads a text token by token, with a cache of keys and values for each block, as lesson 12 does.
public struct LessonReader {
  private struct Cache {
    var keys: [Tensor] = []  // of each token: [heads, 1, hs]
    var values: [Tensor] = []
  }

  private let model: LessonModel
  private var caches: [Cache]
  private var count = 0

  /// - Parameter model: the GPT of lesson 11, perhaps with more positions.
  public init(_ model: LessonModel) {
    self.model = model
    caches = model.blocks.map { _ in Cache() }
  }

  /// The logits after one more token, of shape `[V]`; the model needs a position for it.
  public mutating func read(_ token: Int) -> Tensor {
    var x = model.tokens(Tensor([token])) + model.positions(Tensor([count]))  // [1, C]
    for (number, block) in model.blocks.enumerated() {
      guard let attention = block.attention as? JoinedHeads, let norm = block.norm1 else { continue }
      x += Self.attend(norm(x), attention, &caches[number])
      x = block.thought(x)
    }
    count += 1
    return model.logits(x)[0]
  }

  private static func attend(_ x: Tensor, _ attention: JoinedHeads, _ cache: inout Cache) -> Tensor {
    func split(_ y: Tensor) -> Tensor {  // [1, C] → [heads, 1, hs]
      y.reshaped([attention.heads, 1, -1])
    }
    cache.keys.append(split(attention.key(x)))
    cache.values.append(split(attention.value(x)))
    let k = Tensor.cat(cache.keys, 1)  // [heads, T, hs]
    let v = Tensor.cat(cache.values, 1)
    let q = split(attention.query(x))
    let scores = q.matmul(k.transposed(-2, -1))  // [heads, 1, T]
    let weights = (scores / Float(k.shape[-1]).squareRoot()).softmax(-1)
    return attention.projection(weights.matmul(v).reshaped(x.shape))
  }
}

extension LessonModel {
  /// The tokens that the model writes after a token 0, with a cache: no more than it has positions.
  public func writeCached(_ count: Int, using generator: inout Generator) -> [Int] {
    var (tokens, reader) = ([0], LessonReader(self))
    for _ in 0..<count {
      let logits = noGrad { reader.read(tokens[tokens.count - 1]) }
      tokens.append(logits.softmax(-1).multinomial(1, using: &generator).item(as: Int.self))
    }
    return tokens
  }
}
