import Foundation
import Tensors
import Testing

@Suite("The graph of gradients")
struct GraphTests {
  @Test("adds the gradients up until they are forgotten")
  func accumulation() {
    let x = Tensor([1, 2] as [Float]).asParameter()
    #expect(x.gradient == nil)
    (x * x).sum().backward()
    (x * 3).sum().backward()
    #expect(x.gradient?.scalars(as: Float.self) == [5, 7])
    x.zeroGradient()
    #expect(x.gradient == nil)
  }

  @Test("meets a tensor that is used more than once with its whole gradient")
  func sharing() {
    let x = Tensor([2] as [Float]).asParameter()
    let square = x * x
    let result = square * square + square + x  // x⁴ + x² + x
    result.sum().backward()
    #expect(x.gradient?.scalars(as: Float.self) == [4 * 8 + 2 * 2 + 1])
  }

  @Test("is not recorded in noGrad, nor from detached tensors")
  func noGradient() {
    let x = Tensor([2] as [Float]).asParameter()
    #expect(!noGrad { x * x }.requiresGradient)
    #expect(!(x.detached * 2).requiresGradient)
    #expect((x * 2).requiresGradient)
  }

  @Test("of a loss is that of the parameters as they were, whatever an optimizer does before the pass")
  func changedParameter() {
    let logits = Tensor([[1, 2, 3]] as [[Float]]).asParameter()
    let targets = Tensor([0])
    logits.crossEntropy(targets).backward()
    let gradient = logits.gradient?.scalars(as: Float.self)
    logits.zeroGradient()
    let loss = logits.reshaped([1, 3]).crossEntropy(targets)
    logits.update(with: Tensor.zeros([1, 3])) { $0 * 2 + $1 }
    loss.backward()
    #expect(logits.gradient?.scalars(as: Float.self) == gradient)
  }

  @Test("of no rows, and of rows of one number, is PyTorch's")
  func edges() {
    let none = Tensor.zeros([0, 65]).asParameter()
    let loss = none.crossEntropy(Tensor([] as [Int]))
    loss.backward()
    #expect(loss.item(as: Float.self).isNaN)
    #expect(none.gradient?.shape == [0, 65])
    let bias = Tensor([5] as [Float])
    #expect(Tensor([[3], [4]] as [[Float]]).layerNorm(Tensor([2] as [Float]), bias).scalars(as: Float.self) == [5, 5])
    let empty = Tensor.zeros([2, 0, 4]).asParameter()
    empty.layerNorm(Tensor.ones([4]), Tensor.zeros([4])).sum().backward()
    #expect(empty.gradient?.shape == [2, 0, 4])
  }

  @Test("may lead several threads to one parameter at once")
  func concurrentPasses() {
    nonisolated(unsafe) let x = Tensor.ones([32, 64]).asParameter()
    DispatchQueue.concurrentPerform(iterations: 4000) { index in
      (x * Float(index % 4)).sum().backward()
      #expect(x.gradient?.scalars(as: Float.self).count == 2048)
    }
    #expect(x.gradient?.scalars(as: Float.self) == Array(repeating: 6000, count: 2048))
    DispatchQueue.concurrentPerform(iterations: 100) { _ in
      x.sum().backward()
      x.zeroGradient()
    }
    #expect(x.gradient == nil)
  }

  @Test("of a million additions is walked and freed without recursion")
  func longChain() {
    let x = Tensor([1] as [Float]).asParameter()
    let one = Tensor([1] as [Float])
    func chain() -> Tensor {
      var sum = x
      for _ in 0..<1_000_000 { sum = sum + one }
      return sum
    }
    chain().sum().backward()
    #expect(x.gradient?.scalars(as: Float.self) == [1])
    #expect(chain().item(as: Float.self) == 1_000_001)  // freed without a pass
  }
}
