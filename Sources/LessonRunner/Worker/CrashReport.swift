import Foundation

/// Determines how a lesson's process ended from its exit status, its standard error and the runtime's crash report.
struct CrashReport {
  /// The report that Swift's runtime writes if `SWIFT_BACKTRACE` asks for one.
  private struct Report: Decodable {
    struct Location: Decodable {
      var file: String
      var line: Int
    }
    struct Frame: Decodable {
      var description: String?
      var sourceLocation: Location?
    }
    struct Thread: Decodable {
      var crashed: Bool?
      var frames: [Frame]
    }
    var description: String
    var threads: [Thread]
  }

  /// Returns the variable that makes Swift's runtime write a report to a file when the process traps.
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

  /// Reads a crash report.
  ///
  /// - Parameters:
  ///   - end: how the process ended.
  ///   - report: the runtime's report, or nil if it wrote none.
  ///   - file: the lesson's file path at build time.
  ///   - memoryLimit: the memory limit of the process, in bytes.
  init(_ end: ChildProcess.End, report: Data?, file: String, memoryLimit: Int) {
    self.end = end
    self.file = file
    self.memoryLimit = memoryLimit
    let report = report.flatMap { try? JSONDecoder().decode(Report.self, from: $0) }
    frames = report?.threads.first { $0.crashed == true }?.frames ?? []
    description = report?.description ?? ""
  }

  /// How the process ended.
  var processEnd: ProcessEnd {
    if end.isStopped { return .stopped }
    guard end.isTimedOut else { return .ended(crash) }
    // It may have been killed while it was reporting a crash.
    return .timedOut(!frames.isEmpty || runtimeMessage != nil ? crash : nil)
  }

  private var crash: Crash { Crash(cause, compiledLine: line) }

  private var cause: Crash.Cause {
    if let code = end.exitCode { return .exited(code: code) }
    if isOutOfMemory { return .outOfMemory(limit: memoryLimit) }
    if let text = runtimeMessage { return .trap(text) }
    if isStackOverflow { return .stackOverflow }
    if let failure = reportedFailure { return .trap(failure) }
    switch end.signal {
    case SIGSEGV, SIGBUS: return .badAccess
    case SIGKILL: return .killed
    default: return .signal(end.signal ?? 0, description: description)
    }
  }

  /// The runtime's message on the standard error, as in `Swift/X.swift:692: Fatal error: Index out of range`.
  private var runtimeMessage: String? {
    for line in end.errorText.split(separator: "\n") {
      for start in ["Fatal error", "Precondition failed", "Assertion failed", "Simultaneous accesses"] {
        if let range = line.range(of: start) { return String(line[range.lowerBound...]).withoutUnknownContexts }
      }
    }
    return nil
  }

  /// The message that the compiler attached to the trap, as in `Swift runtime failure: arithmetic overflow`.
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
    let locations = frames.compactMap { $0.sourceLocation.map { "\($0.file):\($0.line)" } }
    let counts = Dictionary(locations.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.values.contains { $0 >= 8 }
  }

  /// The innermost line of the lesson on the stack.
  private var line: Int? {
    frames.compactMap(\.sourceLocation).first { $0.file == file || $0.file.hasSuffix("/" + file) }?.line
  }
}
