import NeuralNetworks
import Tensors
import Testing

struct LayerCase: Decodable, Sendable, CustomTestStringConvertible {
  var seed: UInt64
  var parameters: [String]

  var testDescription: String { "seed \(seed)" }
}

struct LayerCases: Decodable { var cases: [LayerCase] }

@Suite("Layers")
struct LayerTests {
  @Test("begin with PyTorch's parameters, bit for bit", arguments: fixture("layers", as: LayerCases.self).cases)
  func parameters(_ test: LayerCase) {
    var generator = Generator(seed: test.seed)
    let modules: [any Module] = [
      Linear(32, 16, bias: false, using: &generator), Embedding(65, 65, using: &generator),
      Linear(7, 5, using: &generator), Linear(64, 256, using: &generator), Embedding(3, 2, using: &generator),
    ]
    #expect(modules.flatMap(\.parameters).map(\.hash) == test.parameters)
  }

  @Test("are named as in PyTorch, and switched together")
  func modules() {
    var generator = Generator(seed: 1)
    let dropout = Dropout(0.5)
    let model = Sequential(
      Linear(3, 4, using: &generator), ReLU(), Sequential(LayerNorm(4), dropout), GELU(),
      Linear(4, 2, bias: false, using: &generator))
    #expect(model.namedParameters.map(\.name) == ["0.weight", "0.bias", "2.0.weight", "2.0.bias", "4.weight"])
    #expect(model.parameterCount == 12 + 4 + 8 + 8)
    model.eval()
    #expect(!dropout.isTraining)
    let x = Tensor.randn([5, 3], using: &generator)
    let before = generator.position
    #expect(model(x, using: &generator).allClose(model(x, using: &generator), rtol: 0, atol: 0))
    #expect(generator.position == before)
    model.train()
    #expect(dropout.isTraining)
    #expect(!model(x, using: &generator).allClose(model(x, using: &generator)))
    #expect(generator.position == before + 2 * 2 * 20)
  }

  @Test("A linear layer prints its parameters as PyTorch does and adds the bias")
  func linear() {
    // torch.manual_seed(1337); layer = torch.nn.Linear(3, 2); layer.weight, layer.bias     (torch 2.15.0)
    var generator = Generator(seed: 1337)
    let layer = Linear(3, 2, using: &generator)
    #expect(
      layer.weight.description
        == "tensor([[-0.4869, -0.0051,  0.1421],\n        [-0.0896, -0.3460, -0.5443]], requires_grad=True)")
    #expect(layer.bias?.description == "tensor([0.0983, 0.2271], requires_grad=True)")
    #expect(generator.position == 8)
    // layer(torch.ones(2, 1, 3))
    let result = layer(Tensor.ones([2, 1, 3]))
    let expected = Tensor([-0.25154525, -0.75268453, -0.25154525, -0.75268453] as [Float], shape: [2, 1, 2])
    #expect(result.allClose(expected, rtol: 1e-6))
  }

  @Test("A linear layer without inputs has a bias of zeros, for which it draws, as in PyTorch")
  func noInputs() {
    var generator = Generator(seed: 1)
    let layer = Linear(0, 2, using: &generator)
    #expect(generator.position == 2)
    #expect(layer.weight.shape == [2, 0])
    #expect(layer(Tensor.zeros([3, 0])).scalars(as: Float.self) == Array(repeating: 0, count: 6))
  }

  @Test("A linear layer takes a row alone, with a bias and without, as in PyTorch", arguments: [true, false])
  func row(bias: Bool) {
    var generator = Generator(seed: 1)
    let layer = Linear(3, 2, bias: bias, using: &generator)
    let x = Tensor([1, -2, 3] as [Float])
    let result = layer(x)
    #expect(result.shape == [2])
    #expect(result.scalars(as: Float.self) == layer(x.unsqueezed(0)).scalars(as: Float.self))
    result.sum().backward()
    #expect(layer.weight.gradient?.scalars(as: Float.self) == [1, -2, 3, 1, -2, 3])
  }

  @Test("GELU computes as it is told")
  func gelu() {
    let x = Tensor([-2, -0.5, 0, 1, 3] as [Float])
    #expect(GELU()(x).hash == x.gelu().hash)
    #expect(GELU(approximate: .tanh)(x).hash == x.gelu(approximate: .tanh).hash)
    #expect(GELU()(x).hash != GELU(approximate: .tanh)(x).hash)
  }

  @Test("A layer norm gives rows of mean 0 and variance 1")
  func layerNorm() {
    var generator = Generator(seed: 1)
    let rows = LayerNorm(50)(Tensor.randn([3, 4, 50], using: &generator) * 7 + 3)
    #expect(rows.mean(-1).detached.allClose(Tensor.zeros([3, 4]), atol: 1e-5))
    #expect(rows.std(-1).detached.allClose(Tensor.full([3, 4], (50.0 / 49).squareRoot()), rtol: 1e-4))
  }
}
