import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process that runs beside this one, with its output as a stream of bytes.
///
/// All processes that the program starts are started here: none outlives an interruption of the program.
public struct ChildProcess {
  /// How the process ended.
  public struct End: Sendable {
    /// The code it exited with; nil where a signal ended it.
    public var exitCode: Int32?
    /// The signal that ended it.
    public var signal: Int32?
    /// What it wrote to its standard error, the last 64 KiB.
    public var errorText: String
    /// Whether it was killed since its time was up.
    public var isTimedOut = false
    /// Whether it was killed since nobody wanted more of it.
    public var isStopped = false
  }

  /// What the receiver of the output wants.
  public enum Response: Equatable {
    case proceed
    /// The process has to be killed.
    case stop
    /// The process waits for this byte on its lifeline.
    case answer(UInt8)
  }

  /// A call to the system that failed.
  public struct Failure: Error {
    public var reason: String
  }

  let executable: String
  let arguments: [String]
  let environment: [String: String]
  let description: @Sendable () -> String

  /// - Parameters:
  ///   - environment: variables set on top of this process's own.
  ///   - description: names what the process does, where this process is interrupted; empty for nothing worth naming.
  public init(
    executable: String, arguments: [String], environment: [String: String] = [:],
    description: @escaping @Sendable () -> String = { "" }
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.description = description
  }

  private static let errorLimit = 1 << 16
  /// Held from a pipe's making until its ends are marked, lest another process inherit them.
  private static let spawning = Mutex<Void>(())

  /// Runs the process to its end.
  ///
  /// - Parameters:
  ///   - deadline: gives the time at which the process has to be killed; it is asked whenever something has happened.
  ///   - input: gives the bytes that the process can read from its lifeline, once it is started.
  ///   - tick: is called at least ten times a second; says whether to kill the process.
  ///   - receive: takes the bytes of the standard output as they come.
  /// - Throws: ``Failure`` where it cannot be started.
  public func run(
    deadline: () -> ContinuousClock.Instant, input: () -> [UInt8] = { [] }, tick: () -> Response = { .proceed },
    receive: (ArraySlice<UInt8>) -> Response
  ) throws(Failure) -> End {
    let (output, errors, lifeline) = (Pipe(), Pipe(), Pipe())
    defer { lifeline.closeWriting() }
    let pid = try Self.spawning.withLock { _ throws(Failure) in
      for pipe in [output, errors, lifeline] { try pipe.open() }
      return try spawn(output: output.writing, errors: errors.writing, lifeline: lifeline.reading)
    }
    output.closeWriting()
    errors.closeWriting()
    RunningChildren.add(pid, description: description)
    lifeline.write(input())

    var end = End(errorText: "")
    var errorBytes: [UInt8] = []
    var isOutputOpen = true
    var isErrorOpen = true
    func stop() {
      end.isStopped = true
      RunningChildren.killSession(of: pid)
    }
    while isOutputOpen || isErrorOpen {
      // Now and then also without an event: a grandchild may hold the pipe open after the process has ended.
      let left = ContinuousClock.now.duration(to: deadline())
      let hasEnded = Self.hasEnded(pid)
      let wait = hasEnded ? .zero : min(max(left, .zero), .milliseconds(100))
      let ready = Self.poll(output.reading, isOutputOpen, errors.reading, isErrorOpen, for: wait)
      if tick() == .stop, !end.isStopped { stop() }
      if ready.output {
        let bytes = output.read()
        if bytes.isEmpty { isOutputOpen = false }
        switch bytes.isEmpty || end.isStopped ? .proceed : receive(bytes[...]) {
        case .proceed: break
        case .answer(let byte): lifeline.write([byte])
        case .stop: stop()
        }
      }
      if ready.errors {
        let bytes = errors.read()
        if bytes.isEmpty { isErrorOpen = false }
        errorBytes = (errorBytes + bytes).suffix(Self.errorLimit)
      }
      // Asked before the pipes were found empty, so that nothing can have been written since.
      if !ready.output, !ready.errors, hasEnded { break }
      // What has arrived may have moved the deadline, so it is asked for again.
      // A process that is writing the report of its crash is given time for that.
      let extra = Self.isReportingCrash(errorBytes) ? Self.reportTime : .zero
      if ContinuousClock.now >= deadline() + extra, !end.isStopped {
        end.isTimedOut = true
        kill(pid, SIGKILL)
      }
    }
    while !Self.hasEnded(pid) {
      // It closed its output and goes on: give it until the deadline.
      if ContinuousClock.now >= deadline() {
        end.isTimedOut = !end.isStopped
        kill(pid, SIGKILL)
      }
      usleep(2000)
    }
    RunningChildren.killSession(of: pid)
    RunningChildren.remove(pid)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    if signal == 0 { end.exitCode = status >> 8 & 0xFF } else { end.signal = signal }
    end.errorText = String(decoding: errorBytes, as: UTF8.self)
    return end
  }

  /// How long a crash report may take beyond the deadline.
  private static let reportTime = Duration.seconds(20)

  /// Whether the runtime has begun to report a crash.
  private static func isReportingCrash(_ errorBytes: [UInt8]) -> Bool {
    String(decoding: errorBytes, as: UTF8.self).contains("Backtracing from")
  }

  /// Whether the process has ended; it stays to be waited for, so that its number cannot pass to another.
  private static func hasEnded(_ pid: pid_t) -> Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT)
    return result != 0 || information.si_signo != 0
  }

  private static func poll(
    _ output: Int32, _ isOutputOpen: Bool, _ errors: Int32, _ isErrorOpen: Bool, for time: Duration
  ) -> (output: Bool, errors: Bool) {
    var descriptors = [
      pollfd(fd: isOutputOpen ? output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
    ]
    // Rounded up: a time of less than a millisecond must not become none.
    let milliseconds = Int32((time / .milliseconds(1)).rounded(.up))
    #if canImport(Glibc)
      let count = Glibc.poll(&descriptors, 2, milliseconds)
    #else
      let count = Darwin.poll(&descriptors, 2, milliseconds)
    #endif
    return count > 0 ? (descriptors[0].revents != 0, descriptors[1].revents != 0) : (false, false)
  }
}
