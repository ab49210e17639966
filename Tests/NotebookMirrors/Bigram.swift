import NeuralNetworks
import Tensors

/// The notebooks' model: a table with the logits of the next token for each token.
final class Bigram: Module {
  let table: Embedding

  init(_ vocabulary: Int, using generator: inout Generator) {
    table = Embedding(vocabulary, vocabulary, using: &generator)
  }

  var parts: [(name: String, module: any Module)] { [("token_embedding_table", table)] }

  /// Returns the logits, of shape `[B · T, V]`, and the loss for tokens and targets of shape `[B, T]`.
  func callAsFunction(_ x: Tensor, _ targets: Tensor) -> (logits: Tensor, loss: Tensor) {
    let logits = table(x).reshaped([x.elementCount, -1])
    return (logits, logits.crossEntropy(targets.reshaped([-1])))
  }

  /// Continues each row of tokens, which depends only on its last token.
  func generate(after context: Tensor, _ count: Int, using generator: inout Generator) -> [[Int]] {
    var rows = (0..<context.shape[0]).map { context[$0].scalars(as: Int.self) }
    let shares = table.weight.detached.softmax(-1)
    for _ in 0..<count {
      let last = Tensor(rows.map { $0[$0.count - 1] })
      let next = shares[last].multinomial(using: &generator).scalars(as: Int.self)
      for row in rows.indices { rows[row].append(next[row]) }
    }
    return rows
  }

  /// Trains on batches of 32 blocks and returns the last loss.
  @discardableResult
  func train(_ steps: Int, _ optimizer: AdamW, on corpus: Shakespeare, using generator: inout Generator) -> Float {
    var last: Float = .nan
    for _ in 0..<steps {
      let (x, y) = corpus.batch(32, using: &generator)
      let (_, loss) = self(x, y)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      last = loss.item()
    }
    return last
  }
}
