import Foundation

/// What is known of a process that ended in the middle of a cell.
struct CrashReport {
  /// The report that Swift's runtime writes where `SWIFT_BACKTRACE` asks for one.
  private struct Report: Decodable {
    struct Place: Decodable {
      var file: String
      var line: Int
    }
    struct Frame: Decodable {
      var description: String?
      var sourceLocation: Place?
    }
    struct Thread: Decodable {
      var crashed: Bool?
      var frames: [Frame]
    }
    var description: String
    var threads: [Thread]
  }

  /// The variable that makes Swift's runtime write a report into a file when the process traps.
  static func environment(reportFile: String) -> [String: String] {
    let settings = [
      "enable=yes", "color=no", "interactive=no", "threads=crashed", "images=none", "registers=none", "limit=64",
      "warnings=suppressed", "sanitize=no", "format=json", "output-to=\(reportFile)",
    ]
    return ["SWIFT_BACKTRACE": settings.joined(separator: ",")]
  }

  private let end: ChildProcess.End
  private let frames: [Report.Frame]
  private let description: String
  private let file: String
  private let memoryLimit: Int

  /// - Parameters:
  ///   - end: how the process ended.
  ///   - reportFile: where the runtime wrote its report, if it did.
  ///   - file: the lesson's file, as it was compiled.
  ///   - memoryLimit: how much memory the process might take, in bytes.
  init(_ end: ChildProcess.End, reportFile: String, file: String, memoryLimit: Int) {
    self.end = end
    self.file = file
    self.memoryLimit = memoryLimit
    let report = FileManager.default.contents(atPath: reportFile).flatMap {
      try? JSONDecoder().decode(Report.self, from: $0)
    }
    frames = report?.threads.first { $0.crashed == true }?.frames ?? []
    description = report?.description ?? ""
  }

  /// Whether the runtime came to writing its report.
  var isWritten: Bool { !frames.isEmpty || runtimeMessage != nil }

  /// The crash in words, and where in the lesson it happened.
  var crash: Crash { Crash(reason: reason, compiledLine: line) }

  private var reason: String {
    if let code = end.exitCode { return "the cell ended the process, with exit code \(code)" }
    if isOutOfMemory { return "out of memory: a lesson may take \(memoryLimit >> 20) MiB (see --memory)" }
    if let text = runtimeMessage { return text }
    if isStackOverflow { return "stack overflow: a function calls itself without end" }
    if let failure = reportedFailure { return failure }
    switch end.signal {
    case SIGSEGV, SIGBUS: return "a bad memory access, often a function that calls itself without end"
    case SIGKILL: return "the system killed the process, often as memory ran out"
    default: return description.isEmpty ? "signal \(end.signal ?? 0)" : description
    }
  }

  /// What the runtime wrote: `Swift/X.swift:692: Fatal error: Index out of range`.
  private var runtimeMessage: String? {
    for line in end.errorText.split(separator: "\n") {
      for start in ["Fatal error", "Precondition failed", "Assertion failed", "Simultaneous accesses"] {
        if let range = line.range(of: start) { return String(line[range.lowerBound...]).withoutUnknownContexts }
      }
    }
    return nil
  }

  /// What the compiler noted at the trap: `Swift runtime failure: arithmetic overflow`.
  private var reportedFailure: String? {
    let texts = [description] + frames.prefix(3).compactMap(\.description)
    for text in texts {
      guard let range = text.range(of: "Swift runtime failure: ") else { continue }
      return "Fatal error: \(text[range.upperBound...].prefix { $0 != "\n" })"
    }
    return frames.first?.description?.contains("Array.subscript") == true ? "Fatal error: Index out of range" : nil
  }

  private var isOutOfMemory: Bool {
    ["failed to allocate", "allocate memory", "out of memory"].contains { end.errorText.contains($0) }
  }

  private var isStackOverflow: Bool {
    guard end.signal == SIGSEGV || end.signal == SIGBUS else { return false }
    let places = frames.compactMap { $0.sourceLocation.map { "\($0.file):\($0.line)" } }
    let counts = Dictionary(places.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.values.contains { $0 >= 8 }
  }

  /// The first place in the lesson, from the trap outwards.
  private var line: Int? {
    frames.compactMap(\.sourceLocation).first { $0.file == file || $0.file.hasSuffix("/" + file) }?.line
  }
}

extension String {
  /// The text without the addresses in the names of types that are declared in a cell: they change with every run.
  var withoutUnknownContexts: String {
    guard contains("(unknown context at $") else { return self }
    return replacing(#/(\w+\.)*(\(unknown context at \$[0-9a-f]+\)\.)+/#, with: "")
  }
}
