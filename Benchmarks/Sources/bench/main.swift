import CPeak
import Foundation

// bench [--only WORDS] [--rounds N] [--json FILE] [--python PROGRAM] [--programs FOLDER] [--plots FOLDER] [--training STEPS] [--anyway]
//
// Each workload is done in turns by the library and by PyTorch eager, where the given Python has it, with one thread and with all.
// WORDS are parts of the workloads' names, separated by |. The programs of a build folder are measured, too, beside Jupyter, if their names have such parts. --plots
// measures only how costs grow, and draws it; --training runs only the lecture's training, on both sides, and compares the losses.

/// Writes a line at once.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// The word after an option.
func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

/// Writes a file, and the folder it is in where that is missing; says why it cannot, and ends.
func write(_ text: String, to path: String) {
  let file = URL(filePath: path)
  do {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  } catch {
    say("\(path): \(error.localizedDescription)")
    exit(1)
  }
}

/// The share of the processors' time that others take, over half a second; nil where the system does not tell.
func load() -> Double? {
  func ticks() -> (busy: Double, all: Double)? {
    guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else { return nil }
    let numbers = text.split(separator: "\n")[0].split(separator: " ").dropFirst().compactMap { Double($0) }
    guard numbers.count > 4 else { return nil }
    let all = numbers.reduce(0, +)
    return (all - numbers[3] - numbers[4], all)
  }
  guard let before = ticks() else { return nil }
  Thread.sleep(forTimeInterval: 0.5)
  guard let after = ticks() else { return nil }
  return (after.busy - before.busy) / max(1, after.all - before.all)
}

/// The most floating-point operations a second of one core, as a loop in registers measures it.
func peak() -> Double {
  var sink: Float = 1e-3
  let rounds = 2_000_000
  let times = (0..<7).map { _ in
    let start = ContinuousClock.now
    let width = peak_run(rounds, &sink)
    return Double(2 * 12 * width * rounds) / ((ContinuousClock.now - start) / .seconds(1))
  }
  return times.max() ?? 0
}

if let batch = option("--memory").flatMap({ Int($0) }) {
  Growth.printMemory(batch: batch)
  exit(0)
}
if let load = load(), load > 0.05, !CommandLine.arguments.contains("--anyway") {
  say(
    String(
      format: "%.0f %% of this machine are busy: its times would say nothing. --anyway measures all the same.",
      load * 100))
  exit(1)
}
if let plots = option("--plots") {
  for (index, growth) in Growth.all(program: CommandLine.arguments[0]).enumerated() {
    say("\(growth.name), by \(growth.unit): " + growth.costs.map { String(format: "%.1f", $0) }.joined(separator: " "))
    say(String(format: "  for one unit, the largest is %.2f times the smallest", growth.spread))
    write(growth.plot, to: "\(plots)/growth-\(index + 1).svg")
  }
  exit(0)
}
let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
let python = option("--python") ?? "python3"
if let steps = option("--training").flatMap({ Int($0) }) {
  try Training(steps: steps, python: python).measure()
  exit(0)
}
let rounds = option("--rounds").flatMap { Int($0) } ?? 5
let rival = Rival(python: python, script: folder.appending(path: "eager.py").path)
say(
  rival.description ?? "There is no PyTorch here: the library is measured alone (--python names a Python that has it).")
let peakRate = peak()
say(String(format: "One core's peak: %.0f GFLOP/s\n", peakRate / 1e9))
say(Measurement.heading)
var measurements: [Measurement] = []
let wanted = option("--only")?.split(separator: "|")
/// Whether a measurement's name has one of the words that were asked for.
func isWanted(_ name: String) -> Bool { wanted?.contains { name.contains($0) } ?? true }
for workload in try Workloads().all where isWanted(workload.name) {
  let measurement = Measurement(workload, rival, rounds: rounds)
  say(measurement.line)
  measurements.append(measurement)
}
if let programs = option("--programs") {
  let script = folder.appending(path: "notebooks.py").path
  for measurement in Programs.measure(
    in: programs, python: python, notebooks: script, rounds: rounds, isWanted: isWanted)
  {
    say(measurement.line)
    measurements.append(measurement)
  }
}
if let file = option("--json") {
  struct Report: Codable {
    var rival: String?
    var peakGigaflops: Double
    var measurements: [Measurement]
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
  let report = Report(rival: rival.description, peakGigaflops: peakRate / 1e9, measurements: measurements)
  write(String(decoding: try encoder.encode(report), as: UTF8.self), to: file)
}
