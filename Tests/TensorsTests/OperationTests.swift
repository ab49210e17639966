import Tensors
import Testing

struct OperationCase: Decodable, Sendable, CustomTestStringConvertible {
  var name: String
  var inputs: [StoredTensor]
  var result: StoredTensor
  var dimension: Int?

  var testDescription: String { "\(name) of \(inputs.map(\.shape))" + (dimension.map { " along \($0)" } ?? "") }

  func apply() -> Tensor {
    let x = inputs[0].tensor
    switch name {
    case "matmul": return x.matmul(inputs[1].tensor)
    case "add": return x + inputs[1].tensor
    case "subtract": return x - inputs[1].tensor
    case "multiply": return x * inputs[1].tensor
    case "divide": return x / inputs[1].tensor
    case "softmax": return x.softmax(dimension ?? 0)
    case "sum": return x.sum(dimension ?? 0)
    case "mean": return x.mean(dimension ?? 0, keepDimension: true)
    default: return x.tril()
    }
  }
}

@Suite("An operation on tensors")
struct OperationTests {
  @Test("gives what PyTorch gives", arguments: Fixture<OperationCase>.cases("operations"))
  func result(_ test: OperationCase) {
    let (result, expected) = (test.apply(), test.result.tensor)
    #expect(result.shape == expected.shape)
    #expect(result.allClose(expected, rtol: 1e-6, atol: 1e-6), "\(result)\n\(expected)")
  }

  @Test("gives the same for a view as for a copy of it")
  func views() {
    var generator = Generator(seed: 1)
    let x = Tensor.randn([4, 5, 6], using: &generator)
    let view = x.transposed(0, 2)[1..<5, 0..., 2]  // [4, 5]
    let copy = Tensor(view.scalars(as: Float.self), shape: view.shape)
    #expect(view.shape == [4, 5])
    #expect((view + view).allClose(copy * 2, rtol: 0, atol: 0))
    #expect(view.softmax(0).allClose(copy.softmax(0), rtol: 0, atol: 0))
    #expect(view.matmul(view.transposed(0, 1)).allClose(copy.matmul(copy.transposed(0, 1)), rtol: 0, atol: 0))
    #expect(view.sum(-1).allClose(copy.sum(-1), rtol: 0, atol: 0))
    #expect(view.tril().allClose(copy.tril(), rtol: 0, atol: 0))
  }

  @Test("allClose knows infinities and NaN")
  func closeness() {
    let x = Tensor([1, .infinity, -.infinity, 0] as [Float])
    #expect(x.allClose(x))
    #expect(!x.allClose(Tensor([1, .infinity, .infinity, 0] as [Float])))
    #expect(!Tensor([Float.nan]).allClose(Tensor([Float.nan])))
    #expect(Tensor([1.0001] as [Float]).allClose(Tensor([1] as [Float]), rtol: 1e-3))
    #expect(!Tensor([1.01] as [Float]).allClose(Tensor([1] as [Float]), rtol: 1e-3))
  }
}

@Suite("A part of a tensor")
struct IndexingTests {
  private let x = Tensor(Array(0..<24), shape: [2, 3, 4])

  @Test("is taken by numbers and ranges, negative ones from the end")
  func reading() {
    #expect(x[1].scalars(as: Int.self) == Array(12..<24))
    #expect(x[1, 2, 3].item(as: Int.self) == 23)
    #expect(x[-1, -1, -1].item(as: Int.self) == 23)
    #expect(x[0..., 1].scalars(as: Int.self) == [4, 5, 6, 7, 16, 17, 18, 19])
    #expect(x[0, ..<2, 1...2].scalars(as: Int.self) == [1, 2, 5, 6])
    #expect(x[0, 0, ...(-2)].scalars(as: Int.self) == [0, 1, 2])
    #expect(x[0, 0, (-2)...].scalars(as: Int.self) == [2, 3])
    #expect(x[0, 1..<1].shape == [0, 4])
  }

  @Test("is set without touching other tensors that share the elements")
  func writing() {
    var y = x
    let row = y[0, 0]
    y[0, 0] = Tensor([9])
    #expect(y[0, 0].scalars(as: Int.self) == [9, 9, 9, 9])
    #expect(row.scalars(as: Int.self) == [0, 1, 2, 3])
    #expect(x[0, 0].scalars(as: Int.self) == [0, 1, 2, 3])
    y[0..., 2, 3] = Tensor([7, 8])
    #expect(y[0..., 2, 3].scalars(as: Int.self) == [7, 8])
    var part = x[1]
    part[0, 0] = Tensor(5)
    #expect(part[0, 0].item(as: Int.self) == 5)
    #expect(x[1, 0, 0].item(as: Int.self) == 12)
  }
}
