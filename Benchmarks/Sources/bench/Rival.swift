import Foundation

/// PyTorch in a process of its own, which runs workloads on request.
final class Rival {
  /// A way to run a workload, and a number of threads.
  struct Variant: Codable, Equatable {
    var way: Workload.Way
    var threads: Int

    /// What tables call it.
    var label: String { "\(way.label), \(threads)" }
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  /// What it is, such as `PyTorch 2.15.0, 2 threads at most`; nil where there is no PyTorch.
  private(set) var description: String?

  /// - Parameters:
  ///   - python: the program of a Python that has PyTorch.
  ///   - script: `pytorch.py`.
  ///   - cache: a folder for what PyTorch compiles.
  init(python: String, script: String, cache: String) {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, script]
    let settings = ["TORCHINDUCTOR_CACHE_DIR": cache, "PYTHONDONTWRITEBYTECODE": "1"]
    process.environment = ProcessInfo.processInfo.environment.merging(settings) { own, _ in own }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return }
    description = line()
  }

  deinit { process.terminate() }

  /// A line that `pytorch.py` reads.
  private struct Request: Encodable {
    var threads: Int
    var way: Workload.Way
    var repetitions: Int
    var torch: Workload.PyTorch
  }

  /// How the workload can be run: each of its ways with one thread and with all; none where there is no PyTorch.
  func variants(of workload: Workload) -> [Variant] {
    guard description != nil, let torch = workload.torch else { return [] }
    let threads = Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted()
    let ways = torch.ways.filter { !Options.has("--eager") || $0 == .eager || $0 == .fused }
    return ways.flatMap { way in threads.map { Variant(way: way, threads: $0) } }
  }

  /// Seconds for one time of a workload; nil, after saying why, where PyTorch cannot run it.
  func measure(_ workload: Workload, _ variant: Variant) -> Double? {
    guard description != nil, let torch = workload.torch,
      let request = try? JSONEncoder().encode(
        Request(threads: variant.threads, way: variant.way, repetitions: workload.repetitions, torch: torch))
    else { return nil }
    input.fileHandleForWriting.write(request + Data("\n".utf8))
    // Its threads spin for a while before they sleep, which must not slow ours.
    defer { Thread.sleep(forTimeInterval: 0.3) }
    guard let answer = line() else { return nil }
    let seconds = Double(answer)
    if seconds == nil { say("\(workload.name): PyTorch cannot run '\(torch.line)' (\(variant.label)): \(answer)") }
    return seconds
  }

  private func line() -> String? {
    while !buffer.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return nil }
      buffer += more
    }
    guard let end = buffer.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { buffer = Data(buffer[(end + 1)...]) }
    return String(decoding: buffer[..<end], as: UTF8.self)
  }
}
