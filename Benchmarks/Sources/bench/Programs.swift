import Foundation

/// Whole programs, as a person starts them.
enum Programs {
  /// Runs a program to its end.
  ///
  /// - Returns: seconds to the end of its output and to the first byte of its output; nil where it cannot be started or fails.
  static func run(_ arguments: [String]) -> (whole: Double, firstOutput: Double)? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let start = ContinuousClock.now
    guard (try? process.run()) != nil else { return nil }
    var first: Double?
    while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      first = first ?? (ContinuousClock.now - start) / .seconds(1)
    }
    // The output ends with the program; Foundation may notice its end much later.
    let whole = (ContinuousClock.now - start) / .seconds(1)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return (whole, first ?? whole)
  }

  /// Measures the programs of a build folder, beside Jupyter where the Python has it.
  ///
  /// - Parameter isWanted: whether the measurement with this name is to be made.
  /// - Returns: the measurements, in seconds.
  static func measure(
    in folder: String, python: String, notebooks script: String, rounds: Int, isWanted: (String) -> Bool
  ) -> [Measurement] {
    var measurements: [Measurement] = []
    let lessons = "\(folder)/lessons"
    func add(_ name: String, rival: Double? = nil, _ measure: () -> Double?) {
      guard isWanted(name) else { return }
      guard let times = times(rounds, measure) else { return say("\(name): cannot be measured") }
      measurements.append(Measurement(name, times, rival: rival))
    }
    add("`lessons --version`") { run([lessons, "--version"])?.whole }
    add("`lessons list`") { run([lessons, "list"])?.whole }
    add("first output of `lessons run`") { run([lessons, "run", "04-self-attention", "--plain"])?.firstOutput }
    let verdict = "from saving an answer to its verdict in `lessons practice`"
    if isWanted(verdict) {
      let practice = Practice(program: lessons)
      add(verdict) { practice?.verdict() }
    }
    // Jupyter's notebooks are what lessons 01 to 05 and the mirrors compute.
    add("`lessons check`, all lessons") { run([lessons, "check"])?.whole }
    let checks = [
      ("`lessons check 01 02 03 04 05`, and Jupyter", [lessons, "check", "01", "02", "03", "04", "05"]),
      ("`notebook-mirrors check`, and Jupyter", ["\(folder)/notebook-mirrors", "check"]),
    ].filter { isWanted($0.0) }
    let jupyter = checks.isEmpty ? nil : jupyter(python, script)
    for (name, arguments) in checks { add(name, rival: jupyter) { run(arguments)?.whole } }
    return measurements
  }

  /// How long Jupyter takes for the five notebooks, once; nil where it is not there.
  private static func jupyter(_ python: String, _ script: String) -> Double? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-notebooks-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard run([python, script, folder]) != nil,
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder).filter({ $0.hasSuffix(".ipynb") })
        .sorted()
    else { return nil }
    let start = ContinuousClock.now
    for file in files {
      let arguments = [
        python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "done-\(file)", "\(folder)/\(file)",
      ]
      guard run(arguments) != nil else { return nil }
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private static func times(_ rounds: Int, _ measure: () -> Double?) -> [Double]? {
    let times = (0..<rounds + 1).compactMap { _ in measure() }.dropFirst()
    return times.count == rounds ? Array(times) : nil
  }
}
