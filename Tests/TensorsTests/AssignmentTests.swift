import Tensors
import Testing

@Suite("Operators on tensors and numbers")
struct AssignmentTests {
  @Test("change the variable, but no copy or view of it")
  func values() {
    var x = Tensor([1, 2] as [Float])
    let (copy, view) = (x, x[0])
    x += 1
    x *= Tensor([2, 3] as [Float])
    x -= Tensor(Float(1))
    x /= 2
    #expect(x.scalars(as: Float.self) == [1.5, 4])
    #expect(copy.scalars(as: Float.self) == [1, 2])
    #expect(view.item(as: Float.self) == 1)
  }

  @Test("change the place in the graph, so that gradients go through")
  func gradients() {
    let parameter = Tensor([1, 2] as [Float]).asParameter()
    var x = parameter * 3
    x += parameter
    x *= x
    x.sum().backward()
    #expect(parameter.gradient?.scalars(as: Float.self) == [32, 64])
  }

  @Test("keep int64 beside integers, whether literals or variables")
  func integers() {
    let (number, step) = (Int(16_777_217), 3)
    var x = Tensor([1, 2])
    x += 1
    x *= step
    #expect(x.scalars() == [6, 9])
    #expect((x + number).scalars() == [16_777_223, 16_777_226])
    #expect((number - x).scalars() == [16_777_211, 16_777_208])
    #expect((step * x - step).scalars() == [15, 24])
    #expect((Tensor([1, 2] as [Float]) * step / step).scalars(as: Float.self) == [1, 2])
  }

  @Test("take quotients of literals as fractions")
  func fractions() {
    #expect((Tensor([6] as [Float]) * (1 / 3)).scalars(as: Float.self) == [2])
    #expect((1 / 2 + Tensor([6] as [Float])).scalars(as: Float.self) == [6.5])
  }
}
