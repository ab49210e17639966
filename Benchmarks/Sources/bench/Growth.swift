import Figures
import Foundation
import LessonFormat
import LessonPresentation
import NeuralNetworks
import SmallGPT
import Tensors

/// How costs grow with sizes: each is measured at ten sizes, and should be a line.
struct Growth {
  let name: String
  /// What the sizes are multiples of.
  let unit: String
  /// Milliseconds or mebibytes at 1, 2, 3 … times the unit.
  let costs: [Double]

  /// The largest cost for one unit over the smallest, without the first two sizes, where what does not grow weighs most.
  var spread: Double {
    let each = costs.enumerated().dropFirst(2).map { $1 / Double($0 + 1) }
    return (each.max() ?? 0) / (each.min() ?? 1)
  }

  /// A picture of the costs.
  var plot: String { FigureSVG(.lineChart(LineChart("\(name), by \(unit)", costs)), isImage: true).text }

  private init(_ name: String, unit: String, _ cost: (Int) -> Double) {
    self.name = name
    self.unit = unit
    costs = (1...10).map { size in (0..<3).map { _ in cost(size) }.min() ?? 0 }
  }

  /// Everything whose growth is measured.
  ///
  /// - Parameter program: this program, which is started again to see how much memory a step takes.
  static func all(program: String) -> [Growth] {
    let text = "Some prose with *marks*, `code` and [links](a.md), as lessons have.\n\n"
    return [
      Growth("milliseconds of bigram training", unit: "1000 steps") { size in
        time { bigram(steps: 1000 * size, batch: 32) }
      },
      Growth("milliseconds of 1000 bigram steps", unit: "batches of 32") { size in
        time { bigram(steps: 1000, batch: 32 * size) }
      },
      Growth("milliseconds of reading Markdown", unit: "MB") { size in
        let bytes = Array(("# Title\n\n" + String(repeating: text, count: size * 1_000_000 / text.utf8.count)).utf8)
        return time { _ = Lesson(parsing: bytes, file: "a.md") }
      },
      Growth("MiB of a GPT step beyond the first", unit: "4 texts more") { size in
        (memory(program, batch: 4 * (size + 1)) ?? 0) - (memory(program, batch: 4) ?? 0)
      },
    ]
  }

  private static func time(_ work: () -> Void) -> Double {
    let start = ContinuousClock.now
    work()
    return (ContinuousClock.now - start) / .milliseconds(1)
  }

  private static func bigram(steps: Int, batch: Int) {
    var generator = Generator(seed: 1337)
    let table = Embedding(65, 65, using: &generator)
    let optimizer = AdamW(table.parameters)
    for _ in 0..<steps {
      let x = Tensor.randint(0..<65, [batch, 8], using: &generator)
      let y = Tensor.randint(0..<65, [batch * 8], using: &generator)
      let loss = table(x).reshaped([batch * 8, 65]).crossEntropy(y)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
  }

  /// The most memory that two steps with a batch of texts take, in MiB, as another process of this program measures it.
  private static func memory(_ program: String, batch: Int) -> Double? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--memory", "\(batch)"]
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Double(text.split(separator: "\n").last ?? "")
  }

  /// Does two steps of the small GPT and prints the most memory that the process had, in MiB.
  static func printMemory(batch: Int) {
    var generator = Generator(seed: 1337)
    let model = GPT(using: &generator)
    let optimizer = AdamW(model.parameters)
    for _ in 0..<2 {
      let x = Tensor.randint(0..<65, [batch, 32], using: &generator)
      let loss = model(x).reshaped([batch * 32, 65]).crossEntropy(
        Tensor.randint(0..<65, [batch * 32], using: &generator))
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    let kibibytes = peak?.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Double($0) }.first ?? 0
    say("\(kibibytes / 1024)")
  }
}
