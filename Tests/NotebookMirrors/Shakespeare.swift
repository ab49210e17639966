import Corpora
import Tensors

/// The corpus as the notebooks hold it: text, tokens, and the tokens parted for training and validation.
struct Shakespeare {
  let text: String
  /// The 65 characters in the order of their numbers.
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

  /// Blocks of eight tokens from random places, and the tokens that follow each: both of shape `[size, 8]`, int64.
  ///
  /// - Parameter bound: how far before the end the last block may begin; the notebooks' choices differ.
  func batch(_ size: Int, bound: Int = 8, using generator: inout Generator) -> (x: Tensor, y: Tensor) {
    let starts = Tensor.randint(0..<training.elementCount - bound, [size], using: &generator)
    let places = starts.unsqueezed(1) + Tensor.arange(0..<8)
    return (training[places], training[places + Tensor(1)])
  }
}

/// The mean of each token's channels and those before it: the notebooks' first version of attention, a loop.
func pastAverages(_ x: Tensor) -> Tensor {
  var averages = Tensor.zeros(x.shape)
  for b in 0..<x.shape[0] {
    for t in 0..<x.shape[1] { averages[b, t] = x[b, ...t].mean(0) }
  }
  return averages
}
