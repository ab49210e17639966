import Corpora
import Foundation
import SmallGPT

/// The training run of Karpathy's lecture, beside PyTorch's: the estimated losses, and the seconds that both take.
///
/// `Tests/NeuralNetworksTests/Fixtures/lecture.py` is PyTorch's side.
struct Training {
  /// What was estimated at a step, and the seconds since the start.
  private struct Estimate {
    var step: Int
    var training: Float
    var validation: Float
    var seconds: Double
  }

  let steps: Int
  let python: String

  /// Runs one after the other, and prints a table.
  func measure() throws {
    let rival = try pyTorch()
    let own = try library()
    say("step    ours: training validation seconds    \(rival.description)")
    for estimate in own {
      let other = rival.estimates.first { $0.step == estimate.step }
      say(
        "\(estimate.step)".padding(toLength: 8, withPad: " ", startingAt: 0) + text(estimate) + (other.map(text) ?? ""))
    }
  }

  private func text(_ estimate: Estimate) -> String {
    String(format: "%14.4f %10.4f %7.1f", estimate.training, estimate.validation, estimate.seconds)
  }

  private func isEstimated(_ step: Int) -> Bool { step % Lecture.interval == 0 || step == steps - 1 }

  private func library() throws -> [Estimate] {
    let text = try Corpus(.tinyShakespeare).text
    let tokenizer = CharacterTokenizer(text)
    let lecture = Lecture(tokens: try tokenizer.encode(text), vocabulary: tokenizer.vocabulary.count)
    let start = ContinuousClock.now
    var estimates: [Estimate] = []
    for step in 0..<steps {
      if isEstimated(step) {
        let (training, validation) = lecture.estimates()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        estimates.append(Estimate(step: step, training: training, validation: validation, seconds: seconds))
      }
      _ = lecture.step()
    }
    return estimates
  }

  /// PyTorch's estimates, and what it says of itself; no estimates where the Python has no PyTorch.
  private func pyTorch() throws -> (description: String, estimates: [Estimate]) {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Tests/NeuralNetworksTests/Fixtures/lecture.py").standardized
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      python, script.path, "--steps", "\(steps)", "--threads", "\(ProcessInfo.processInfo.activeProcessorCount)",
    ]
    process.standardOutput = output
    try process.run()
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
      separator: "\n")
    process.waitUntilExit()
    let estimates = lines.dropFirst().compactMap { line -> Estimate? in
      let words = line.split(separator: " ")
      guard words.count == 4, let step = Int(words[0]), let training = Float(words[1]),
        let validation = Float(words[2]),
        let seconds = Double(words[3])
      else { return nil }
      return Estimate(step: step, training: training, validation: validation, seconds: seconds)
    }
    return (lines.first.map(String.init) ?? "There is no PyTorch here.", estimates)
  }
}
