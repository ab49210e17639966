import Corpora
import Tensors

/// The corpus as in the notebooks: the text, its tokens, and the tokens split for training and validation.
struct Shakespeare {
  let text: String
  /// The 65 characters, ordered by their numbers.
  let vocabulary: String
  /// All tokens: shape `[1115394]`, int64.
  let data: Tensor
  /// The first nine tenths.
  let training: Tensor
  /// The rest.
  let validation: Tensor
  private let tokenizer: CharacterTokenizer

  init() throws {
    text = try Corpus(.tinyShakespeare).text
    tokenizer = CharacterTokenizer(text)
    vocabulary = String(tokenizer.vocabulary)
    data = Tensor(try tokenizer.encode(text))
    let count = Int(0.9 * Double(data.elementCount))
    training = data[..<count]
    validation = data[count...]
  }

  func encode(_ text: String) throws -> [Int] { try tokenizer.encode(text) }
  func decode(_ tokens: [Int]) throws -> String { try tokenizer.decode(tokens) }

  /// Returns blocks of eight tokens from random positions, and the next tokens, both of shape `[size, 8]`, int64.
  ///
  /// - Parameter bound: the distance from the end at which the last block may begin, which differs between the notebooks.
  func batch(_ size: Int, bound: Int = 8, using generator: inout Generator) -> (x: Tensor, y: Tensor) {
    let starts = Tensor.randint(0..<training.elementCount - bound, [size], using: &generator)
    let positions = starts.unsqueezed(1) + Tensor.arange(0..<8)
    return (training[positions], training[positions + Tensor(1)])
  }
}

/// Returns for each token the mean over it and all tokens before it: the notebooks' first version of attention, a loop.
func pastAverages(_ x: Tensor) -> Tensor {
  var averages = Tensor.zeros(x.shape)
  for b in 0..<x.shape[0] {
    for t in 0..<x.shape[1] { averages[b, t] = x[b, ...t].mean(0) }
  }
  return averages
}
