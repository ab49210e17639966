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
  private let answersFile: String?
  private let memoryLimit: Int
  /// The signal that the runtime says it is reporting, or nil if it says none.
  private let reportedSignal: Int32?
  /// The last lines on the standard error before the runtime's report.
  private let lastLines: [Substring]

  /// Returns whether a process's standard error shows that the runtime has begun to report a crash.
  ///
  /// - Parameter newBytes: the number of bytes at the end that have not been looked at before.
  static func isBegun(in errorBytes: [UInt8], newBytes: Int) -> Bool {
    // The words are searched first, in the new bytes and a line before them: a cell may write many megabytes.
    errorBytes.suffix(newBytes + 80).firstRange(of: "Backtracing from".utf8) != nil
      && String(decoding: errorBytes, as: UTF8.self).contains(beginning)
  }

  // As in "*** Signal 11: Backtracing from 0x7f1e8a8cfeec...".
  private static var beginning: Regex<(Substring, Substring)> {
    /^\*\*\* Signal (\d+): Backtracing from 0x/.anchorsMatchLineEndings()
  }

  /// Reads a crash report.
  ///
  /// - Parameters:
  ///   - end: how the process ended.
  ///   - report: the runtime's report, or nil if it wrote none.
  ///   - file: the lesson's file path at build time.
  ///   - answersFile: the path of the answers file with which the lesson was compiled, if any.
  ///   - memoryLimit: the memory limit of the process, in bytes.
  init(_ end: ChildProcess.End, report: Data?, file: String, answersFile: String? = nil, memoryLimit: Int) {
    self.end = end
    self.file = file
    self.answersFile = answersFile
    self.memoryLimit = memoryLimit
    let report = report.flatMap { try? JSONDecoder().decode(Report.self, from: $0) }
    frames = report?.threads.first { $0.crashed == true }?.frames ?? []
    description = report?.description ?? ""
    let begun = end.errorText.matches(of: Self.beginning).last
    reportedSignal = begun.flatMap { Int32($0.output.1) }
    let before = end.errorText[..<(begun?.range.lowerBound ?? end.errorText.endIndex)]
    // What a cell wrote long before the crash is not its reason.
    lastLines = before.split(separator: "\n").suffix(20)
  }

  /// How the process ended.
  var processEnd: ProcessEnd {
    if end.isStopped { return .stopped }
    guard end.isTimedOut else { return .ended(crash) }
    // It may have been killed while it was reporting a crash.
    return .timedOut(reportedSignal != nil ? crash : nil)
  }

  private var crash: Crash {
    guard let innermost else { return Crash(cause) }
    var crash = Crash(cause)
    if isLocated(innermost, in: file) { crash.compiledLine = innermost.line } else { crash.answerLine = innermost.line }
    return crash
  }

  private var cause: Crash.Cause {
    if let code = end.exitCode { return .exited(code: code) }
    if isOutOfMemory { return .outOfMemory(limit: memoryLimit) }
    if let text = runtimeMessage { return .trap(text) }
    if isStackOverflow { return .stackOverflow }
    if let failure = reportedFailure { return .trap(failure) }
    switch signal {
    // Without the runtime's backtracer, only the signal is known.
    case SIGILL where description.isEmpty, SIGTRAP where description.isEmpty: return .failedCheck
    case SIGSEGV, SIGBUS: return .badAccess
    case SIGKILL: return .killed
    default: return .signal(signal, description: description)
    }
  }

  private var signal: Int32 { reportedSignal ?? end.signal ?? 0 }

  /// The runtime's message on the standard error, as in `Swift/X.swift:692: Fatal error: Index out of range`.
  private var runtimeMessage: String? {
    guard stopsItself else { return nil }
    for line in lastLines.reversed() {
      for start in ["Fatal error", "Precondition failed", "Assertion failed", "Simultaneous accesses"] {
        if let range = line.range(of: start) { return String(line[range.lowerBound...]).withoutUnknownContexts }
      }
    }
    return nil
  }

  /// Whether the runtime or the C library stopped the process on purpose, and wrote why on the standard error.
  private var stopsItself: Bool {
    if signal == SIGABRT { return true }
    guard signal == SIGILL || signal == SIGTRAP else { return false }
    let functions = frames.prefix(8).compactMap(\.description)
    return functions.isEmpty || functions.contains { $0.contains("_assertionFailure") || $0.contains("fatalError") }
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
    // What the system does not give cannot be accessed either.
    if signal == SIGSEGV || signal == SIGBUS { return end.peakMemory >= memoryLimit / 10 * 9 }
    let texts = ["failed to allocate", "allocate memory", "out of memory", "std::bad_alloc"]
    return stopsItself && lastLines.suffix(2).contains { line in texts.contains { line.contains($0) } }
  }

  private var isStackOverflow: Bool {
    guard signal == SIGSEGV || signal == SIGBUS else { return false }
    let locations = frames.compactMap { $0.sourceLocation.map { "\($0.file):\($0.line)" } }
    let counts = Dictionary(locations.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.values.contains { $0 >= 8 }
  }

  /// The innermost frame of the lesson or of the answer on the stack.
  private var innermost: Report.Location? {
    frames.compactMap(\.sourceLocation).first { isLocated($0, in: file) || isLocated($0, in: answersFile) }
  }

  private func isLocated(_ location: Report.Location, in file: String?) -> Bool {
    guard let file else { return false }
    return location.file == file || location.file.hasSuffix("/" + file)
  }
}
