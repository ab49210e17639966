import Foundation

/// Whole programs, as a person starts them.
enum Programs {
  /// Runs a program to its end.
  ///
  /// - Returns: seconds to its end and to the first byte of its output; nil where it cannot be started or fails.
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
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    let whole = (ContinuousClock.now - start) / .seconds(1)
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
    let firstOutput = "first output of `lessons run`"
    if isWanted(firstOutput),
      let times = times(rounds, { run([lessons, "run", "04-self-attention", "--plain"])?.firstOutput })
    {
      measurements.append(Measurement(firstOutput, times))
    }
    let checks = [
      ("`lessons check`, and Jupyter", [lessons, "check"]),
      ("`notebook-mirrors check`, and Jupyter", ["\(folder)/notebook-mirrors", "check"]),
    ].filter { isWanted($0.0) }
    let jupyter = checks.isEmpty ? nil : jupyter(python, script)
    for (name, arguments) in checks {
      guard let times = times(rounds, { run(arguments)?.whole }) else { continue }
      measurements.append(Measurement(name, times, rival: jupyter))
    }
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
