import Foundation

/// PyTorch eager in a process of its own, which does a workload when it is told to.
final class Rival {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  /// What it is, such as `PyTorch 2.15.0, 2 threads at most`; nil where there is no PyTorch.
  private(set) var description: String?

  /// - Parameters:
  ///   - python: the program of a Python that has PyTorch.
  ///   - script: the script with the workloads.
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

  /// Seconds for one time of a workload; nil where it does not know it.
  func measure(_ workload: Workload, threads: Int) -> Double? {
    guard description != nil else { return nil }
    input.fileHandleForWriting.write(Data("\(threads)\t\(workload.repetitions)\t\(workload.name)\n".utf8))
    // Its threads look for more work for a while before they sleep, which must not be measured with ours.
    defer { Thread.sleep(forTimeInterval: 0.3) }
    return line().flatMap { Double($0) }
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
