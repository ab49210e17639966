import NeuralNetworks
import Tensors
import Testing

@Suite("An optimizer of many parameters")
struct OptimizerPartsTests {
  /// Sizes that end within a vector and within a thread's part, none among them.
  private static let shapes: [Shape] = [[1], [0], [17], [3, 0], [130, 257], [16], [5], [64, 64], [33], []]

  @Test("moves each as it moves it alone")
  func parts() {
    var generator = Generator(seed: 1)
    let values = Self.shapes.map { Tensor.randn($0, using: &generator) }
    let gradients = (0..<4).map { _ in Self.shapes.map { Tensor.randn($0, using: &generator) } }
    let together = values.map { $0.asParameter() }
    let alone = values.map { $0.asParameter() }
    let decays = together.indices.map { $0 % 3 == 0 ? 0.1 : 0 }
    let optimizer = AdamW(zip(together, decays).map { ParameterGroup([$0], weightDecay: $1) }, learningRate: 0.01)
    let optimizers = zip(alone, decays).map { AdamW([$0], learningRate: 0.01, weightDecay: $1) }
    for (step, gradients) in gradients.enumerated() {
      for (index, gradient) in gradients.enumerated() {
        // Some have no gradient in some steps, so that they take fewer; some have one whose elements are repeated, or lie in columns.
        let isLeftOut = (index + step) % 4 == 0
        let gradient =
          switch (gradient.shape.count, step) {
          case (0..., 1): Tensor.full([], 0.5).expanded(to: gradient.shape)
          case (2, 2): gradient.transposed(0, 1).reshaped([gradient.shape[1], gradient.shape[0]]).transposed(0, 1)
          default: gradient
          }
        for parameter in [together[index], alone[index]] { parameter.gradient = isLeftOut ? nil : gradient }
      }
      let norm = gradientNorm(of: together)
      #expect(norm == gradientNorm(of: alone))
      optimizer.step()
      for optimizer in optimizers { optimizer.step() }
      for (a, b) in zip(together, alone) {
        #expect(a.scalars(as: Float.self) == b.scalars(as: Float.self), "\(a.shape) after step \(step)")
      }
    }
    #expect(zip(together, values).allSatisfy { $0.elementCount == 0 || !$0.detached.allClose($1) })
  }

  @Test("leaves gradients as they are, also one that two parameters have")
  func sharedGradient() {
    let a = Tensor.full([300, 100], 2).asParameter()
    let b = Tensor.full([300, 100], 3).asParameter()
    let factor = Tensor.full([300, 100], 0.5)
    ((a + b) * factor).sum().backward()
    let (first, second) = (a.gradient, b.gradient)
    AdamW([a, b]).step()
    (a + b).sum().backward()
    #expect([first, second].allSatisfy { $0?.scalars(as: Float.self).allSatisfy { $0 == 0.5 } == true })
    #expect([a.gradient, b.gradient].allSatisfy { $0?.scalars(as: Float.self).allSatisfy { $0 == 1.5 } == true })
  }
}
