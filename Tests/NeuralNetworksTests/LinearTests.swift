import NeuralNetworks
import Tensors
import Testing

@Suite("A linear layer")
struct LinearTests {
  @Test("draws its parameters as PyTorch does, the weight first")
  func parameters() {
    // torch.manual_seed(1337); layer = torch.nn.Linear(3, 2); layer.weight, layer.bias     (torch 2.15.0)
    var generator = Generator(seed: 1337)
    let layer = Linear(3, 2, using: &generator)
    #expect(
      layer.weight.description
        == "tensor([[-0.4869, -0.0051,  0.1421],\n        [-0.0896, -0.3460, -0.5443]], requires_grad=True)")
    #expect(layer.bias?.description == "tensor([0.0983, 0.2271], requires_grad=True)")
    #expect(generator.position == 8)
  }

  @Test("multiplies the last dimension and adds the bias")
  func application() {
    var generator = Generator(seed: 1337)
    let layer = Linear(3, 2, using: &generator)
    // layer(torch.ones(2, 1, 3))
    let result = layer(Tensor.ones([2, 1, 3]))
    #expect(result.shape == [2, 1, 2])
    #expect(
      result.allClose(
        Tensor([-0.25154525, -0.75268453, -0.25154525, -0.75268453] as [Float], shape: [2, 1, 2]), rtol: 1e-6))
    let withoutBias = Linear(3, 2, bias: false, using: &generator)
    #expect(withoutBias.bias == nil)
    #expect(withoutBias(Tensor.ones([4, 3])).shape == [4, 2])
  }
}
