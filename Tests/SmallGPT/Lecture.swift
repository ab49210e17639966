import NeuralNetworks
import Tensors

/// The training run of Karpathy's lecture "Let's build GPT", as `Tests/NeuralNetworksTests/Fixtures/lecture.py` has it for PyTorch.
///
/// The random stream is the lecture's: the seed, then the model, then batches and the estimates of the loss as they come.
/// B batch · T time · V vocabulary
public final class Lecture {
  /// How many steps lie between two estimates of the loss.
  public static let interval = 100
  private static let (batch, time, evaluations) = (16, 32, 200)

  public let model: GPT
  private let optimizer: AdamW
  private let training: Tensor
  private let validation: Tensor
  private let vocabulary: Int
  private var generator = Generator(seed: 1337)

  /// Makes the model, and splits a text: nine tenths are for training.
  public init(tokens: [Int], vocabulary: Int) {
    let count = Int(0.9 * Double(tokens.count))
    (training, validation) = (Tensor(Array(tokens[..<count])), Tensor(Array(tokens[count...])))
    self.vocabulary = vocabulary
    model = GPT(vocabulary: vocabulary, time: Self.time, using: &generator)
    optimizer = AdamW(model.parameters, learningRate: 1e-3)
  }

  /// Trains on one batch, and returns the loss before that.
  public func step() -> Float {
    let loss = loss(of: training)
    optimizer.zeroGradients()
    loss.backward()
    optimizer.step()
    return loss.item()
  }

  /// The mean loss of 200 batches of the training text, and of 200 of the validation text.
  public func estimates() -> (training: Float, validation: Float) {
    func estimate(_ tokens: Tensor) -> Float {
      noGrad { Tensor((0..<Self.evaluations).map { _ in loss(of: tokens).item(as: Float.self) }).mean().item() }
    }
    return (estimate(training), estimate(validation))
  }

  /// The tokens that the model writes after a token 0.
  public func sample(_ count: Int) -> [Int] {
    noGrad {
      var tokens = [0]
      for _ in 0..<count {
        let context = Tensor(Array(tokens.suffix(Self.time))).unsqueezed(0)  // [1, T]
        let shares = model(context)[0..., -1].softmax(-1)  // [1, V]
        tokens.append(shares.multinomial(using: &generator).item())
      }
      return Array(tokens.dropFirst())
    }
  }

  private func loss(of tokens: Tensor) -> Tensor {
    let starts = Tensor.randint(0..<(tokens.elementCount - Self.time), [Self.batch], using: &generator)
    let indices = starts.unsqueezed(1) + Tensor.arange(0..<Self.time)  // [B, T]
    let logits = model(tokens[indices]).reshaped([Self.batch * Self.time, vocabulary])
    return logits.crossEntropy(tokens[indices + 1].reshaped([Self.batch * Self.time]))
  }
}
