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

  @Test("A softmax takes the exponentials that exp gives, also where x / log 2 is close to a half")
  func exponentials() {
    let halves = (0..<160).map { -(Float($0) + 0.5) * Float(log(2.0)) }
    let near = halves.flatMap { half in (-8...8).map { half + Float($0) * half.ulp } }
    // The gradient of a cross-entropy is the exponentials themselves, but for the target's, where maximum and logarithm are 0.
    let x = [0] + near + numbers(1000, in: -110...0) + [-.infinity]
    let expected = filled(x.count) { kernels.exp(x, $0, x.count) }
    let y = filled(x.count) { kernels.cross_entropy_backward(x, [0], [0], [0], 1, $0, 1, x.count, 1) }
    #expect(y.dropFirst().elementsEqual(expected.dropFirst()))
  }
}
