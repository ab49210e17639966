import CKernels
import Foundation
import Testing

@Suite("A kernel of an activation gives what doubles give")
struct ActivationKernelTests {
  @Test("for tanh and GELU and their gradients", arguments: [1, 3, 15, 16, 17, 35, 1000])
  func activations(_ count: Int) {
    let (x, gradient) = (numbers(count), numbers(count, seed: 2))
    let tanhs = filled(count) { kernels.tanh(x, $0, count) }
    let results = [
      filled(count) { kernels.tanh_backward(tanhs, gradient, $0, count) },
      filled(count) { kernels.gelu(x, $0, count) },
      filled(count) { kernels.gelu_backward(x, gradient, $0, count) },
      filled(count) { kernels.gelu_by_tanh(x, $0, count) },
      filled(count) { kernels.gelu_by_tanh_backward(x, gradient, $0, count) },
    ]
    for i in 0..<count {
      let (x, gradient) = (Double(x[i]), Double(gradient[i]))
      let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      let probability = erfc(-x / 2.squareRoot()) / 2
      let scale = (2 / Double.pi).squareRoot()
      let inner = tanh(scale * (x + 0.044715 * x * x * x))
      let slope = (1 - inner * inner) * scale * (1 + 3 * 0.044715 * x * x)
      #expect(abs(Double(tanhs[i]) - tanh(x)) <= 1e-7)
      let expected = [
        gradient * (1 - tanh(x) * tanh(x)), x * probability, gradient * (probability + x * density),
        x * (1 + inner) / 2, gradient * (1 + inner + x * slope) / 2,
      ]
      for (result, expected) in zip(results, expected) { #expect(abs(Double(result[i]) - expected) <= 1.5e-6) }
    }
  }
}
