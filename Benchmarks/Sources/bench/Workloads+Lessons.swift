import Foundation
import NeuralNetworks
import SmallGPT
import Tensors

extension Workloads {
  /// What the learner of lessons 07 to 12 waits for.
  var lessons: [Workload] { (7...11).flatMap { [step($0), writing($0)] } + caches + checkpoints }

  /// Many steps of lesson 11's training, without its evaluation.
  func training(steps: Int) -> Workload {
    let step = step(11)
    return Workload(
      "lesson 11, \(steps) steps of training", operations: step.operations.map { $0 * Double(steps) },
      torch: Workload.PyTorch(
        setup: "lesson(11)", line: "[step() for _ in range(\(steps))]", ways: Workload.Way.training)
    ) {
      for _ in 0..<steps { step.run() }
    }
  }

  private func step(_ number: Int) -> Workload {
    var generator = Generator(seed: 1337)
    let form = LessonForm.lesson(number)
    let model = LessonModel(form, using: &generator)
    let optimizer = AdamW(model.parameters, learningRate: 1e-3)
    var losses: [Double] = []
    return Workload(
      "lesson \(Self.name(number)), a step", repetitions: number == 11 ? 10 : 100,
      operations: number == 11
        ? Self.stepOperations(batch: form.batch, time: form.time, channels: form.channels, layers: form.layers) : nil,
      torch: Workload.PyTorch(setup: "lesson(\(number))", line: "step()", ways: Workload.Way.training)
    ) {
      let (x, y) = batch(form.batch, form.time, using: &generator)
      let loss = model(x).flattened(0, 1).crossEntropy(y.flattened())
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      losses.append(Double(loss.item(as: Float.self)))
    }
  }

  private func writing(_ number: Int) -> Workload {
    var generator = Generator(seed: 1337)
    let model = LessonModel(.lesson(number), using: &generator)
    return Workload(
      "lesson \(Self.name(number)), 500 characters", repetitions: number == 11 ? 1 : 5,
      torch: Workload.PyTorch(setup: "lesson(\(number))", line: "write(500)", ways: Workload.Way.function)
    ) { _ = model.write(500, using: &generator) }
  }

  /// Lesson 12's comparison, for as many characters: the positions must not run out.
  private var caches: [Workload] {
    var generator = Generator(seed: 1337)
    var form = LessonForm.lesson(11)
    form.time = 512
    let model = LessonModel(form, using: &generator)
    func torch(_ line: String) -> Workload.PyTorch {
      Workload.PyTorch(setup: "lesson(11, time=512)", line: line, ways: Workload.Way.function)
    }
    return [
      Workload("lesson 12, 512 positions, 500 characters without a cache", torch: torch("write(500)")) {
        _ = model.write(500, using: &generator)
      },
      Workload("lesson 12, 512 positions, 500 characters with a cache", torch: torch("write_cached(500)")) {
        _ = model.writeCached(500, using: &generator)
      },
    ]
  }

  private var checkpoints: [Workload] {
    var generator = Generator(seed: 1337)
    let model = LessonModel(.lesson(11), using: &generator)
    let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID()).safetensors").path
    func torch(_ line: String) -> Workload.PyTorch { Workload.PyTorch(setup: "lesson(11)", line: line) }
    return [
      Workload("lesson 11, checkpoint saved", repetitions: 50, torch: torch("save()")) {
        demand { try model.checkpoint.write(to: path) }
      },
      Workload("lesson 11, checkpoint loaded", repetitions: 50, torch: torch("load()")) {
        demand { try model.load(Checkpoint(contentsOf: path)) }
      },
    ]
  }

  private static func name(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Does what the benchmarks cannot do without; says why it fails, and ends.
private func demand(_ body: () throws -> Void) {
  do {
    try body()
  } catch {
    say("\(error)")
    exit(1)
  }
}
