import NeuralNetworks
import Tensors
import Testing

struct ClippingCase: Decodable, Sendable {
  var limit: Float
  var scale: String
  var norm: String
  var a: String
  var b: String
}

struct ScheduleCase: Decodable, Sendable {
  var warmup: Int
  var total: Int
  var end: Double
  var rates: [Double]
}

struct GroupsRun: Decodable {
  var a: String
  var b: String
}

struct LayerNormRun: Decodable {
  var result: String
  var x: String
  var weight: String
}

struct TrainingTools: Decodable {
  var clipping: [ClippingCase]
  var groups: GroupsRun
  var schedules: [ScheduleCase]
  var normals: [String]
  var layerNorm: LayerNormRun
}

@Suite("What training needs")
struct TrainingToolTests {
  private static let expected = fixture("training", as: TrainingTools.self)

  @Test("Gradients are clipped as PyTorch clips them", arguments: expected.clipping)
  func clipping(_ test: ClippingCase) {
    var generator = Generator(seed: 5)
    let parameters = [[7, 5], [3], [2]].map { Tensor.randn(Shape($0), using: &generator).asParameter() }
    parameters[0].gradient = Tensor.randn([7, 5], using: &generator) * floats(test.scale)[0]
    parameters[1].gradient = Tensor.randn([3], using: &generator)
    let norm = gradientNorm(of: parameters)
    #expect(clipGradientNorm(parameters, to: test.limit) == norm)
    #expect(Tensor([norm]).allClose(Tensor(floats(test.norm)), rtol: 1e-6))
    for (parameter, bits) in zip(parameters, [test.a, test.b]) {
      let expected = floats(bits)
      for (index, pair) in zip(parameter.gradient?.scalars(as: Float.self) ?? [], expected).enumerated() {
        #expect(
          pair.0 == pair.1 || pair.0.isNaN && pair.1.isNaN || abs(pair.0 - pair.1) <= 1e-6 * abs(pair.1),
          "\(index): \(pair)")
      }
    }
    #expect(parameters[2].gradient == nil)
  }

  @Test("A gradient can be set, is the same for all copies, and adds up with those of later passes")
  func setting() {
    let parameter = Tensor.ones([2]).asParameter()
    let copy = parameter
    var gradient = Tensor([3, 4] as [Float])
    parameter.gradient = gradient
    gradient[0] = Tensor(9 as Float)
    #expect(copy.gradient?.scalars(as: Float.self) == [3, 4])
    #expect(gradientNorm(of: [copy]) == 5)
    let kept = copy.gradient
    (parameter * 2).sum().backward()
    #expect(copy.gradient?.scalars(as: Float.self) == [5, 6])
    #expect(kept?.scalars(as: Float.self) == [3, 4])
    parameter.gradient = parameter
    #expect(copy.gradient?.requiresGradient == false)
    SGD([parameter], learningRate: 0.5).step()
    #expect(copy.gradient?.scalars(as: Float.self) == [1, 1])
    parameter.gradient = nil
    #expect(!copy.hasGradient)
    #expect(gradientNorm(of: [copy]) == 0)
  }

  @Test("A weight decay for each group moves parameters as PyTorch does")
  func groups() {
    var generator = Generator(seed: 7)
    let a = Tensor.randn([5, 3], using: &generator).asParameter()
    let b = Tensor.randn([17], using: &generator).asParameter()
    let optimizer = AdamW(
      [ParameterGroup([a], weightDecay: 0.5), ParameterGroup([b], weightDecay: 0)], learningRate: 0.05,
      betas: (0.9, 0.95))
    for _ in 0..<10 {
      optimizer.zeroGradients()
      ((a * a).sum() + (b * b * b).sum()).backward()
      optimizer.step()
    }
    #expect(a.detached.allClose(Tensor(floats(Self.expected.groups.a), shape: [5, 3]), rtol: 1e-5, atol: 1e-6))
    #expect(b.detached.allClose(Tensor(floats(Self.expected.groups.b)), rtol: 1e-5, atol: 1e-6))
  }

  @Test("A schedule gives the learning rates of PyTorch's schedulers", arguments: expected.schedules)
  func schedules(_ test: ScheduleCase) {
    let schedule = CosineSchedule(peak: 1e-3, warmup: test.warmup, total: test.total, end: test.end)
    for (step, rate) in test.rates.enumerated() {
      #expect(abs(schedule(step) - rate) <= 1e-13, "step \(step)")
    }
    #expect(schedule(test.total) == test.end)
    #expect(schedule(.max) == test.end)
  }

  @Test("Parameters are set to PyTorch's normal numbers, bit for bit")
  func normals() {
    var generator = Generator(seed: 9)
    for (shape, bits) in zip([[3, 3], [5, 7], [16], [1]], Self.expected.normals) {
      let parameter = Tensor.ones(Shape(shape)).asParameter()
      parameter.setNormal(std: 0.02, using: &generator)
      #expect(parameter.scalars(as: Float.self).map(\.bitPattern) == floats(bits).map(\.bitPattern), "\(shape)")
    }
  }

  @Test("A layer norm without bias gives PyTorch's result and gradients")
  func layerNorm() {
    var generator = Generator(seed: 11)
    let expected = Self.expected.layerNorm
    let x = Tensor.randn([4, 6], using: &generator).asParameter()
    let layer = LayerNorm(6, bias: false)
    #expect(layer.namedParameters.map(\.name) == ["weight"])
    layer.weight.setElements(to: .randn([6], using: &generator))
    let result = layer(x)
    (result * result * result).sum().backward()
    for (tensor, bits) in [
      (result.detached, expected.result), (x.gradient, expected.x), (layer.weight.gradient, expected.weight),
    ] {
      #expect(tensor?.reshaped([-1]).allClose(Tensor(floats(bits)), rtol: 1e-4, atol: 1e-5) == true)
    }
  }
}
