import Tensors
import Testing

/// An activation's results and derivatives over all of float32, from `Fixtures/activations.py`.
struct ActivationCase: Decodable, Sendable, CustomTestStringConvertible {
  var name: String
  var x: StoredTensor
  var result: StoredTensor
  var gradient: StoredTensor

  var testDescription: String { name }

  static let all = Fixture<Self>.cases("activations")

  func apply(to x: Tensor) -> Tensor {
    switch name {
    case "tanh": x.tanh()
    case "gelu": x.gelu()
    case "geluTanh": x.gelu(approximate: .tanh)
    default: fatalError("the tests have no activation '\(name)'")
    }
  }
}

@Suite("An activation")
struct ActivationTests {
  @Test(
    "is within two units of the last place of PyTorch's, for numbers of each exponent, and its gradient, too",
    arguments: ActivationCase.all)
  func sweep(_ test: ActivationCase) {
    let x = test.x.tensor.asParameter()
    let result = test.apply(to: x)
    expect(result, near: test.result.tensor, of: x)
    result.sum().backward()
    guard let gradient = x.gradient else {
      Issue.record("no gradient")
      return
    }
    expect(gradient, near: test.gradient.tensor, of: x)
  }

  private func expect(_ result: Tensor, near expected: Tensor, of x: Tensor) {
    let (x, result, expected) = (
      x.scalars(as: Float.self), result.scalars(as: Float.self), expected.scalars(as: Float.self)
    )
    #expect(result.count == expected.count && result.count > 500)
    for (x, (y, expected)) in zip(x, zip(result, expected)) where !(y.isNaN && expected.isNaN) {
      let distance = y.isNaN || expected.isNaN ? .max : abs(place(y) - place(expected))
      #expect(distance <= 2, "of \(x): \(y), PyTorch's: \(expected)")
    }
  }

  /// Where a number stands among all floats in order.
  private func place(_ x: Float) -> Int {
    let magnitude = Int(x.magnitude.bitPattern)
    return x.sign == .minus ? -magnitude : magnitude
  }
}
