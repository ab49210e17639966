import Tensors
import Testing

/// An operation on some inputs, its result in PyTorch, and the gradients of `(result * weight).sum()`.
struct OperationCase: Decodable, Sendable, CustomTestStringConvertible {
  var name: String
  var inputs: [StoredTensor]
  /// Which inputs the operation gets with their last two dimensions swapped.
  var transposed: [Int]
  var result: StoredTensor
  var dimension: Int?
  var keep: Bool?
  var weight: StoredTensor?
  var function: String?
  var gradients: [StoredTensor]?

  var testDescription: String { "\(name) of \(inputs.map(\.shape))" + (dimension.map { " along \($0)" } ?? "") }

  static let all = ["operations", "functions", "sorting", "shapes", "networks"].flatMap { Fixture<Self>.cases($0) }

  /// The operation on tensors in the order of the inputs.
  func apply(to inputs: [Tensor]) -> Tensor {
    guard let operation = TestedOperation.all.first(where: { $0.name == name }) else {
      fatalError("the tests have no operation '\(name)'")
    }
    let given = inputs.enumerated().map { transposed.contains($0) ? $1.transposed(-1, -2) : $1 }
    return operation.apply(TestedOperation.Inputs(all: given, dimension: dimension ?? 0, keep: keep ?? false))
  }
}

@Suite("An operation on tensors")
struct OperationTests {
  @Test("is in the fixtures")
  func fixtures() {
    let names = Set(OperationCase.all.map(\.name))
    for operation in TestedOperation.all { #expect(names.contains(operation.name), "\(operation.name)") }
  }

  @Test("gives what PyTorch gives", arguments: OperationCase.all)
  func result(_ test: OperationCase) {
    let inputs = test.inputs.map(\.tensor)
    expect(test.apply(to: inputs), equals: test.result.tensor, within: tolerance(of: test))
  }

  @Test("has PyTorch's gradients", arguments: OperationCase.all)
  func gradients(_ test: OperationCase) {
    guard let weight = test.weight?.tensor, let gradients = test.gradients else { return }
    let inputs = test.inputs.map { $0.dtype == "torch.float32" ? $0.tensor.asParameter() : $0.tensor }
    let result = test.apply(to: inputs)
    if let function = test.function {
      #expect(result.description.contains("grad_fn=<\(function)>"), "\(result)")
    }
    (result * weight).sum().backward()
    for (parameter, expected) in zip(inputs.filter(\.requiresGradient), gradients) {
      let gradient = parameter.gradient ?? Tensor.zeros(parameter.shape)
      expect(gradient, equals: expected.tensor, within: 10 * tolerance(of: test))
    }
  }

  @Test("has gradients that agree with differences", arguments: OperationCase.all)
  func differences(_ test: OperationCase) {
    guard let weight = test.weight?.tensor else { return }
    let inputs = test.inputs.map { $0.dtype == "torch.float32" ? $0.tensor.asParameter() : $0.tensor }
    (test.apply(to: inputs) * weight).sum().backward()
    for (index, parameter) in inputs.enumerated() where parameter.requiresGradient && parameter.elementCount > 0 {
      // One element of each input is enough: the fixtures look at all of them.
      let place = parameter.elementCount / 2
      let values = parameter.scalars(as: Float.self)
      guard values[place].isFinite else { continue }
      func loss(_ shift: Float) -> Double {
        var moved = values
        moved[place] += shift
        var changed = inputs
        changed[index] = Tensor(moved, shape: parameter.shape)
        let products = noGrad { test.apply(to: changed) * weight }
        return products.scalars(as: Float.self).reduce(0) { $0 + Double($1) }
      }
      let step: Float = 1e-2
      let (up, down) = (Double((values[place] + step) - values[place]), Double(values[place] - (values[place] - step)))
      let (left, middle, right) = (loss(-step), loss(0), loss(step))
      let slope = (right - left) / (up + down)
      // Where the slopes to both sides differ, the function has a kink there and no derivative.
      if abs((right - middle) / up - (middle - left) / down) > 0.1 * max(1, abs(slope)) { continue }
      let gradient = Double(parameter.gradient?.scalars(as: Float.self)[place] ?? 0)
      #expect(abs(slope - gradient) <= 2e-2 * max(1, abs(gradient)), "\(slope) \(gradient)")
    }
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

  @Test("compares int64 exactly with a whole number, and as float32 with any other, as PyTorch does")
  func comparison() {
    // torch.tensor([16777216, 16777217, 2**53 + 1]) == 16777217
    let x = Tensor([1 << 24, 1 << 24 + 1, 1 << 53 + 1])
    #expect((x .== 16_777_217).scalars() == [false, true, false])
    #expect((x .!= 16_777_216).scalars() == [false, true, true])
    #expect((x .< 16_777_217).scalars() == [true, false, false])
    #expect((x .<= 16_777_216).scalars() == [true, false, false])
    #expect((x .> 9_007_199_254_740_992).scalars() == [false, false, true])
    #expect((x .>= 9_007_199_254_740_993).scalars() == [false, false, true])
    #expect((x .== 16_777_216.0).scalars() == [true, true, false])
    #expect((x .> 0.5).scalars() == [true, true, true])
    // torch.tensor([1., 16777216.]) == 16777217, torch.tensor([True, False]) == 2
    #expect((Tensor([1, 16_777_216] as [Float]) .== 16_777_217).scalars() == [false, true])
    #expect((Tensor([true, false]) .== 2).scalars() == [false, false])
    #expect((Tensor([true, false]) .< 1).scalars() == [false, true])
    #expect((Tensor([true]) .== x).scalars() == [false, false, false])
  }

  @Test("relu keeps the sign of -0 and NaN, and its gradient passes where the number is NaN, as in PyTorch")
  func relu() {
    // Lengths that are multiples of vectors, and lengths that are not.
    for count in [1, 5, 16, 35] {
      let x = Tensor.full([count], -0.0).asParameter()
      let result = x.relu()
      #expect(result.scalars(as: Float.self).allSatisfy { $0 == 0 && $0.sign == .minus })
      result.sum().backward()
      #expect(x.gradient?.scalars(as: Float.self).allSatisfy { $0 == 0 } == true)
      let nan = Tensor.full([count], .nan).asParameter()
      nan.relu().sum().backward()
      #expect(nan.relu().scalars(as: Float.self).allSatisfy { $0.isNaN })
      #expect(nan.gradient?.scalars(as: Float.self).allSatisfy { $0 == 1 } == true)
    }
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

  /// How far a result may be off: 1e-6, and 1e-5 for products and for sums of many.
  private func tolerance(of test: OperationCase) -> Double {
    let isLarge = test.inputs.contains { $0.shape.reduce(1, *) > 1000 }
    return test.name == "matmul" || isLarge ? 1e-5 : 1e-6
  }

  /// Expects equal shapes and types, and elements that differ by no more than a tolerance, relative and absolute.
  private func expect(_ actual: Tensor, equals expected: Tensor, within tolerance: Double) {
    #expect(actual.shape == expected.shape)
    #expect(actual.dtype == expected.dtype)
    if expected.dtype == .float32 {
      #expect(actual.detached.allClose(expected, rtol: tolerance, atol: tolerance), "\(actual)\n\(expected)")
    } else {
      #expect(actual.description == expected.description)
    }
  }
}
