import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A child process whose output is received as a stream of bytes.
///
/// The program starts all its processes here, so that none of them outlives the program when it is interrupted.
package struct ChildProcess {
  /// How the process ended.
  package struct End: Sendable {
    /// The exit code, or nil if a signal ended the process.
    package var exitCode: Int32?
    /// The signal that ended the process, or nil if it exited.
    package var signal: Int32?
    /// The last 64 KiB of the process's standard error.
    package var errorText: String
    /// The largest resident memory of the process or of one of its children, in bytes.
    package var peakMemory = 0
    /// Whether the process was killed because it exceeded its deadline.
    package var isTimedOut = false
    /// Whether the process was killed because a closure returned `.stop`.
    package var isStopped = false
  }

  /// How to continue after output or a tick.
  package enum Response: Equatable {
    /// Let the process run.
    case proceed
    /// Kill the process.
    case stop
    /// Send this byte to the process through its lifeline.
    case answer(UInt8)
  }

  /// The failure of a system call.
  package struct Failure: Error {
    /// What was tried, and the system's words.
    package var reason: String
  }

  let executable: String
  let arguments: [String]
  let environment: [String: String]
  /// Whether the process starts a ``Guardian``, and ends with all its descendants on SIGTERM.
  var hasGuardian = false
  /// The standard input; nil for none.
  private let input: ProcessInput?
  let description: @Sendable () -> String

  /// Creates a process without starting it.
  ///
  /// - Parameters:
  ///   - environment: variables to set in addition to this process's own.
  ///   - input: the standard input, or nil for none; with one, a tick comes only every second.
  ///   - description: returns what the process is doing, for the message when the program is interrupted; empty for nothing worth mentioning.
  package init(
    executable: String, arguments: [String], environment: [String: String] = [:], input: ProcessInput? = nil,
    description: @escaping @Sendable () -> String = { "" }
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.description = description
  }

  private static let errorLimit = 1 << 16
  /// Held while pipes are created and the process is started, so that no other child inherits the pipes' ends.
  private static let spawning = Mutex<Void>(())

  /// Runs the process to its end.
  ///
  /// - Parameters:
  ///   - deadline: returns the time at which to kill the process; called again after every event.
  ///   - started: called once the process has been started, with a function that writes bytes to its lifeline.
  ///   - tick: called at least ten times a second; returns whether to kill the process.
  ///   - receiveErrors: receives the bytes of the standard error as they arrive.
  ///   - receive: receives the bytes of the standard output as they arrive.
  /// - Returns: How the process ended.
  /// - Throws: ``Failure`` if the process cannot be started.
  package func run(
    deadline: () -> ContinuousClock.Instant, started: (_ send: ([UInt8]) -> Void) -> Void = { _ in },
    tick: () -> Response = { .proceed }, receiveErrors: ([UInt8]) -> Void = { _ in },
    receive: (ArraySlice<UInt8>) -> Response
  ) throws(Failure) -> End {
    let (output, errors, lifeline, inputPipe) = (Pipe(), Pipe(), Pipe(), Pipe())
    defer {
      lifeline.closeWriting()
      input?.close()
    }
    let pid = try Self.spawning.withLock { _ throws(Failure) in
      for pipe in [output, errors, lifeline] { try pipe.open() }
      if input != nil { try inputPipe.open() }
      return try spawn(
        input: input == nil ? nil : inputPipe.reading, output: output.writing, errors: errors.writing,
        lifeline: lifeline.reading)
    }
    // With this end open, writing to a process that has ended would wait forever instead of failing.
    inputPipe.closeReading()
    input?.open(inputPipe.takeWriting())
    output.closeWriting()
    errors.closeWriting()
    RunningChildren.add(pid, hasGuardian: hasGuardian, description: description)
    started(lifeline.write)

    var end = End(errorText: "")
    var errorBytes: [UInt8] = []
    var isOutputOpen = true
    var isErrorOpen = true
    /// The time at which the runtime began to report a crash.
    var crashed: ContinuousClock.Instant?
    var termination = Termination(of: pid, hasGuardian: hasGuardian)
    while isOutputOpen || isErrorOpen {
      // Wake up regularly even without an event, because a grandchild may keep the pipe open after the process has ended.
      let left = ContinuousClock.now.duration(to: deadline())
      let hasEnded = RunningChildren.hasEnded(pid)
      let wait = hasEnded ? .zero : min(max(left, .zero), input == nil ? .milliseconds(100) : .seconds(1))
      let ready = Self.poll(output.reading, isOutputOpen, errors.reading, isErrorOpen, for: wait)
      if tick() == .stop { end.isStopped = true }
      if ready.output {
        let bytes = output.read()
        if bytes.isEmpty { isOutputOpen = false }
        switch bytes.isEmpty || end.isStopped ? .proceed : receive(bytes[...]) {
        case .proceed: break
        case .answer(let byte): lifeline.write([byte])
        case .stop: end.isStopped = true
        }
      }
      if ready.errors {
        let bytes = errors.read()
        if bytes.isEmpty { isErrorOpen = false }
        receiveErrors(bytes)
        errorBytes = (errorBytes + bytes).suffix(Self.errorLimit)
        if crashed == nil, CrashReport.isBegun(in: errorBytes, newBytes: bytes.count) { crashed = .now }
      }
      // `hasEnded` was checked before the pipes were found empty, so the process cannot have written anything since.
      if !ready.output, !ready.errors, hasEnded { break }
      // The output that arrived may have moved the deadline, so it is read again.
      // A process that has crashed gets a time of its own to report that, however much it had left.
      let limit = crashed.map { $0 + Self.reportTime } ?? deadline()
      if ContinuousClock.now >= limit, !end.isStopped { end.isTimedOut = true }
      if end.isStopped || end.isTimedOut { termination.advance() }
    }
    while !RunningChildren.hasEnded(pid) {
      // The process has closed its output but is still running: it has until the deadline.
      if ContinuousClock.now >= deadline(), !end.isStopped { end.isTimedOut = true }
      if end.isStopped || end.isTimedOut { termination.advance() }
      usleep(200)
    }
    // A guardian that exits has killed what was left; one that was killed has not.
    if !hasGuardian || !RunningChildren.hasExited(pid) { RunningChildren.killSession(of: pid) }
    RunningChildren.remove(pid)
    var (status, usage) = (Int32(0), rusage())
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    // Linux counts KiB, macOS bytes.
    #if os(Linux)
      end.peakMemory = Int(usage.ru_maxrss) << 10
    #else
      end.peakMemory = Int(usage.ru_maxrss)
    #endif
    let signal = status & 0x7F
    if signal == 0 { end.exitCode = status >> 8 & 0xFF } else { end.signal = signal }
    end.errorText = String(decoding: errorBytes, as: UTF8.self)
    return end
  }

  /// The time that a crash report may take.
  private static let reportTime = Duration.seconds(10)

  private static func poll(
    _ output: Int32, _ isOutputOpen: Bool, _ errors: Int32, _ isErrorOpen: Bool, for time: Duration
  ) -> (output: Bool, errors: Bool) {
    var descriptors = [
      pollfd(fd: isOutputOpen ? output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
    ]
    // Rounded up, because less than a millisecond must not become 0.
    let milliseconds = Int32((time / .milliseconds(1)).rounded(.up))
    #if canImport(Glibc)
      let count = Glibc.poll(&descriptors, 2, milliseconds)
    #else
      let count = Darwin.poll(&descriptors, 2, milliseconds)
    #endif
    return count > 0 ? (descriptors[0].revents != 0, descriptors[1].revents != 0) : (false, false)
  }
}
