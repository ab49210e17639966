import Foundation

/// PyTorch eager in a process of its own, which runs workloads on request.
final class Rival {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  /// What it is, such as `PyTorch 2.15.0, 2 threads at most`; nil where there is no PyTorch.
  private(set) var description: String?

  /// - Parameters:
  ///   - python: the program of a Python that has PyTorch.
  ///   - script: `eager.py`.
  init(python: String, script: String) {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, script]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return }
    description = line()
  }

  deinit { process.terminate() }

  /// A line that `eager.py` reads.
  private struct Request: Encodable {
    var threads: Int
    var repetitions: Int
    var torch: Workload.PyTorch
  }

  /// Seconds for one time of a workload; nil where PyTorch cannot run it.
  func measure(_ workload: Workload, threads: Int) -> Double? {
    guard description != nil, let torch = workload.torch,
      let request = try? JSONEncoder().encode(
        Request(threads: threads, repetitions: workload.repetitions, torch: torch))
    else { return nil }
    input.fileHandleForWriting.write(request + Data("\n".utf8))
    // Its threads spin for a while before they sleep, which must not slow ours.
    defer { Thread.sleep(forTimeInterval: 0.3) }
    guard let answer = line() else { return nil }
    let seconds = Double(answer)
    if seconds == nil { say("\(workload.name): PyTorch cannot run '\(torch.line)': \(answer)") }
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
