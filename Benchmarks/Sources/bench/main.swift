import Foundation

let usage = """
  bench [--only WORDS] [--rounds N] [--runs N] [--eager] [--json FILE] [--python PROGRAM] [--programs FOLDER] [--anyway]
  bench --plots FOLDER
  bench --training STEPS [--model lesson-11] [--rounds N] [--python PROGRAM]
  bench --markdown FILE… | --compare FILE FILE

  Each workload is done in turns by the library and by PyTorch, eager and compiled, where the given Python has it, with
  one thread and with all; --eager compiles nothing. WORDS are parts of the workloads' names, separated by |. The
  programs of a build folder are measured, too, beside Jupyter, if their names have such parts. With several --runs, the
  medians of all are written. --plots measures only how costs grow, and draws it; --training runs only the lecture's
  training, on both sides, and compares the losses; for the GPT of lesson 11 it compares the times alone. --markdown
  prints the tables of the README from files that --json has written (the medians, if there are several), and --compare
  shows two of them side by side.
  """

if Options.has("--help") {
  say(usage)
  exit(0)
}
if let unknown = Options.unknown {
  say("bench has no option \(unknown).\n\n\(usage)")
  exit(2)
}
if let batch = Options.number("--memory") {
  Growth.printMemory(batch: batch)
  exit(0)
}
if Options.has("--markdown") {
  let reports = Report.read(Options.values("--markdown"))
  guard !reports.isEmpty else {
    say("--markdown needs the files that --json has written")
    exit(2)
  }
  say(Markdown(report: .medians(of: reports)).text)
  exit(0)
}
if Options.has("--compare") {
  let reports = Report.read(Options.values("--compare"))
  guard reports.count == 2 else {
    say("--compare needs two files that --json has written")
    exit(2)
  }
  say(Comparison(first: reports[0], second: reports[1]).text)
  exit(0)
}
if let load = load(), load > 0.05, !Options.has("--anyway") {
  say(
    String(
      format: "%.0f %% of this machine are busy: its times would say nothing. --anyway measures all the same.",
      load * 100))
  exit(1)
}
if let plots = Options.value("--plots") {
  for (index, growth) in Growth.all(program: CommandLine.arguments[0]).enumerated() {
    say("\(growth.name), by \(growth.unit): " + growth.costs.map { String(format: "%.1f", $0) }.joined(separator: " "))
    say(String(format: "  for one unit, the largest is %.2f times the smallest", growth.spread))
    write(growth.plot, to: "\(plots)/growth-\(index + 1).svg")
  }
  exit(0)
}
let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
let python = Options.value("--python") ?? "python3"
if let steps = Options.number("--training"), Options.value("--model") != "lesson-11" {
  try Training(steps: steps, python: python).measure()
  exit(0)
}
let rounds = Options.number("--rounds") ?? 5
let rival = Rival(
  python: python, script: folder.appending(path: "pytorch.py").path,
  cache: folder.appending(path: "../.build-bench/inductor").standardized.path)
say(
  rival.description ?? "There is no PyTorch here: the library is measured alone (--python names a Python that has it).")
let workloads = try Workloads()
if let steps = Options.number("--training") {
  let training = Measurement(workloads.training(steps: steps), rival, rounds: rounds, on: .measure())
  say(Measurement.heading + "\n" + training.line)
  let scale = 5000 / Double(steps)
  say(
    String(format: "5,000 steps take %.1f s at this speed", scale * training.median)
      + (training.rival.map { String(format: ", PyTorch's %.1f s", scale * $0.median) } ?? ""))
  exit(0)
}
let wanted = Options.value("--only")?.split(separator: "|")
/// Whether a measurement's name has one of the words that were asked for.
func isWanted(_ name: String) -> Bool { wanted?.contains { name.contains($0) } ?? true }
let reports = (0..<max(1, Options.number("--runs") ?? 1)).map { _ in
  var report = Report(rival: rival.description, machine: .measure(), measurements: [])
  func add(_ measurement: Measurement) {
    say(measurement.line)
    report.measurements.append(measurement)
  }
  say(report.machine.description + "\n\n" + Measurement.heading)
  for workload in workloads.all where isWanted(workload.name) {
    add(Measurement(workload, rival, rounds: rounds, on: report.machine))
  }
  if let programs = Options.value("--programs") {
    let script = folder.appending(path: "notebooks.py").path
    Programs.measure(in: programs, python: python, notebooks: script, rounds: rounds, isWanted: isWanted)
      .forEach(add)
  }
  // Shares are of the best that was seen, before or after.
  report.machine = .best(of: [report.machine, .measure()])
  return report
}
if let file = Options.value("--json") { write(try Report.medians(of: reports).json, to: file) }
