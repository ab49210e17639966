import Tensors
import Testing

struct PrintedCase: Decodable, Sendable, CustomTestStringConvertible {
  var shape: [Int]
  var dtype: String
  var bits: String?
  var elements: [Int]?
  var text: String

  var testDescription: String { "\(dtype) \(shape)" }
  var tensor: Tensor { StoredTensor(shape: shape, dtype: dtype, bits: bits, elements: elements).tensor }
}

@Suite("The printed form of a tensor")
struct PrintingTests {
  @Test("is PyTorch's to the character", arguments: Fixture<PrintedCase>.cases("printed"))
  func text(_ test: PrintedCase) { #expect(test.tensor.description == test.text) }

  @Test("of a view is that of its elements")
  func views() {
    let x = Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(x.transposed(0, 1).description == "tensor([[1, 4],\n        [2, 5],\n        [3, 6]])")
    #expect(x[1, 1...].description == "tensor([5, 6])")
    #expect(x[0, 2].description == "tensor(3)")
  }

  @Test("tells how the tensor was made")
  func suffixes() {
    let parameter = Tensor([1.5, 2] as [Float]).asParameter()
    #expect(parameter.description == "tensor([1.5000, 2.0000], requires_grad=True)")
    #expect((parameter * 2).description == "tensor([3., 4.], grad_fn=<MulBackward0>)")
    #expect(parameter[0].description == "tensor(1.5000, grad_fn=<SelectBackward0>)")
    // One index that takes the whole dimension makes a slice in PyTorch, several make an alias.
    #expect(parameter[0...].description == "tensor([1.5000, 2.0000], grad_fn=<SliceBackward0>)")
    #expect(parameter[0..<2].description == "tensor([1.5000, 2.0000], grad_fn=<SliceBackward0>)")
    let table = Tensor([[1.5]] as [[Float]]).asParameter()
    #expect(table[0..., 0...].description == "tensor([[1.5000]], grad_fn=<AliasBackward0>)")
    #expect(table[0, 0...].description == "tensor([1.5000], grad_fn=<SelectBackward0>)")
    // torch.ones(9).requires_grad_() * 1.5
    let wide = Tensor.ones([9]).asParameter() * 1.5
    let row = Array(repeating: "1.5000", count: 9).joined(separator: ", ")
    #expect(wide.description == "tensor([\(row)],\n       grad_fn=<MulBackward0>)")
  }

  @Test("Shapes and types print as in PyTorch")
  func names() {
    #expect(Tensor.zeros([4, 8]).shape.description == "torch.Size([4, 8])")
    #expect(Tensor(1.0 as Float).shape.description == "torch.Size([])")
    #expect("\(DataType.float32) \(DataType.int64) \(DataType.bool)" == "torch.float32 torch.int64 torch.bool")
  }
}
