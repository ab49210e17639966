import Foundation
import Tensors
import Testing

/// A call that stops the program, and a part of the sentence it stops with.
enum Misuse: String, CaseIterable, Codable {
  case broadcast, inner, index, tensorIndex, slice, dtype, integerDivision, target, tokens, noGradient, manyElements,
    twice,
    negativeShape, hugeShape, hugerShape, hugeDimension
  case rows, reshape, cat, hugeCat, stack, dimension, item, elementType, mask, probability, emptyMax, partOfParameter,
    update

  var sentence: String {
    switch self {
    case .broadcast: "+: the shapes [2, 3] and [4] do not fit: sizes 3 and 4 differ and neither is 1"
    case .inner: "matmul: [rows, inner] × [inner, columns] is wanted, the shapes are [2, 3] × [4, 5]"
    case .index: "subscript: index 3 is out of range for dimension 1 of a tensor of shape [2, 3]"
    case .tensorIndex: "subscript: index -3 is out of range for dimension 0 of a tensor of shape [2, 3]"
    case .slice: "subscript: index 1..<5 is out of range for dimension 0 of a tensor of shape [2, 3]"
    case .dtype: "softmax: takes a tensor of torch.float32, not torch.int64: use float()"
    case .integerDivision: "/: takes two tensors of torch.float32, not torch.int64 and torch.int64: use float()"
    case .target: "crossEntropy: the target 3 is out of range for 3 classes"
    case .tokens: "embedding: the index -1 is out of range for a table of 2 rows"
    case .noGradient: "backward: a tensor of shape [] that was made from no parameter has no gradient"
    case .manyElements: "backward: starts from one number, not from a tensor of shape [2, 3]"
    case .twice: "backward: the graph was freed by an earlier pass: compute the loss again"
    case .negativeShape: "a tensor cannot have the shape [-1, -1]"
    case .hugeShape: "a tensor cannot have the shape [65536, 65536]: it has more than 2147483647 elements"
    case .hugerShape: "a tensor cannot have the shape [1073741824, 1073741824, 1073741824]: it has more than"
    case .hugeDimension: "a tensor cannot have a dimension of size 4000000000"
    case .rows: "Tensor: the rows have different lengths: [2, 1]"
    case .reshape: "reshaped: a tensor of shape [2, 3] does not fill the shape [4]"
    case .cat: "cat: torch.float32 [2, 3] and torch.float32 [4] do not fit along dimension 0"
    case .hugeCat: "a tensor cannot have a dimension of size 3000000000"
    case .stack: "stack: torch.float32 [2, 3] and torch.float32 [4] are to be of one type and shape"
    case .dimension: "sum: dimension 2 is out of range for a tensor of shape [2, 3]"
    case .item: "item: a tensor of shape [2, 3] has 6 elements, not one"
    case .elementType: "a tensor of torch.float32 has no elements of type Int"
    case .mask:
      "maskedFill: takes a tensor of torch.float32 and a mask of torch.bool, not torch.float32 and torch.float32"
    case .probability: "multinomial: -1.0 in row 0 is no probability"
    case .emptyMax: "max: a tensor of shape [0] has no elements"
    case .partOfParameter: "subscript: setting a part cannot be differentiated"
    case .update: "update: only a parameter can be updated"
    }
  }

  func perform() {
    let x = Tensor.ones([2, 3])
    let four = Tensor.ones([4])
    var generator = Generator(seed: 1)
    switch self {
    case .broadcast: _ = x + four
    case .inner: _ = x.matmul(Tensor.ones([4, 5]))
    case .index: _ = x[0, 3]
    case .tensorIndex: _ = x[Tensor([1, -3])]
    case .slice: _ = x[1..<5]
    case .dtype: _ = Tensor([1, 2]).softmax(0)
    case .integerDivision: _ = Tensor([1, 2]) / Tensor([1, 2])
    case .target: _ = x.crossEntropy(Tensor([0, 3]))
    case .tokens: _ = x.embedding(Tensor([0, -1]))
    case .noGradient: x.sum().backward()
    case .manyElements: x.asParameter().backward()
    case .twice:
      let loss = (x.asParameter() * 2).sum()
      loss.backward()
      loss.backward()
    case .negativeShape: _ = Tensor.zeros([-1, -1])
    case .hugeShape: _ = Tensor.zeros([65536, 65536])
    case .hugerShape: _ = Tensor.zeros([1 << 30, 1 << 30, 1 << 30])
    case .hugeDimension: _ = Tensor.zeros([4_000_000_000])
    case .rows: _ = Tensor([[1, 2], [3]])
    case .reshape: _ = x.reshaped([4])
    case .cat: _ = Tensor.cat([x, four])
    case .hugeCat:
      let wide = Tensor.ones([1]).expanded(to: [1_500_000_000])
      _ = Tensor.cat([wide, wide])
    case .stack: _ = Tensor.stack([x, four])
    case .dimension: _ = x.sum(2)
    case .item: _ = x.item(as: Float.self)
    case .elementType: _ = x.scalars(as: Int.self)
    case .mask: _ = x.maskedFill(x, 0)
    case .probability: _ = (x * -1).multinomial(using: &generator)
    case .emptyMax: _ = Tensor.zeros([0]).max()
    case .partOfParameter:
      var parameter = x.asParameter()
      parameter[0] = Tensor.zeros([3])
    case .update: x.update(with: x) { $0 + $1 }
    }
  }
}

@Suite("Misuse of tensors")
struct MisuseTests {
  @Test("stops the program with a sentence, in release too", arguments: Misuse.allCases)
  func sentence(_ misuse: Misuse) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [misuse] in
      misuse.perform()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(misuse.sentence), "\(text.prefix(300))")
  }
}
