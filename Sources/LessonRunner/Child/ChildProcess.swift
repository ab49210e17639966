import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process that runs beside this one, with its output as a stream of bytes.
///
/// It is to make a session of its own when it begins, so that what it starts ends with it.
struct ChildProcess {
  /// How the process ended.
  struct End {
    /// The code it exited with; nil where a signal ended it.
    var exitCode: Int32?
    /// The signal that ended it.
    var signal: Int32?
    /// What it wrote to its standard error, the last 64 KiB.
    var errorText: String
    /// Whether it was killed since its time was up.
    var isTimedOut = false
    /// Whether it was killed since the receiver of its output wanted no more.
    var isStopped = false
  }

  /// What the receiver of the output wants.
  enum Response: Equatable {
    case goOn
    /// The process is to be killed.
    case stop
    /// The process waits for this byte on its lifeline.
    case answer(UInt8)
  }

  /// A call to the system that failed.
  struct Failure: Error {
    var reason: String
  }

  var executable: String
  var arguments: [String]
  /// Variables set on top of this process's own.
  var environment: [String: String]
  /// What to say of it where this process is interrupted.
  var description: @Sendable () -> String = { "" }

  private static let errorLimit = 1 << 16
  /// Held from a pipe's making until its ends are marked, lest another process inherit them.
  private static let spawning = Mutex<Void>(())

  /// Runs the process to its end.
  ///
  /// - Parameters:
  ///   - deadline: asked whenever something happened: when the process is to be killed.
  ///   - tick: is called now and then, at least ten times a second.
  ///   - receive: takes the bytes of the standard output as they come.
  func run(
    deadline: () -> ContinuousClock.Instant, tick: () -> Void = {}, receive: (ArraySlice<UInt8>) -> Response
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

    var end = End(errorText: "")
    var errorBytes: [UInt8] = []
    var isOutputOpen = true
    var isErrorOpen = true
    while isOutputOpen || isErrorOpen {
      // Now and then also without an event: a grandchild may hold the pipe open after the process has ended.
      let left = ContinuousClock.now.duration(to: deadline())
      let hasEnded = Self.hasEnded(pid)
      let wait = hasEnded ? .zero : min(max(left, .zero), .milliseconds(100))
      let ready = Self.poll(output.reading, isOutputOpen, errors.reading, isErrorOpen, for: wait)
      tick()
      if ready.output {
        let bytes = output.read()
        if bytes.isEmpty { isOutputOpen = false }
        switch bytes.isEmpty || end.isStopped ? .goOn : receive(bytes[...]) {
        case .goOn: break
        case .answer(let byte): lifeline.write(byte)
        case .stop:
          end.isStopped = true
          kill(pid, SIGKILL)
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

  private func spawn(output: Int32, errors: Int32, lifeline: Int32) throws(Failure) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_adddup2(&actions, lifeline, Lifeline.descriptor)
    // This process may ignore or block signals; the cells' process is not to inherit that.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, executable, &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw Failure(reason: "cannot start \(executable): \(String(cString: strerror(code)))") }
    return pid
  }
}

/// A pipe whose ends are not inherited by other processes.
private final class Pipe {
  private(set) var reading: Int32 = -1
  private(set) var writing: Int32 = -1
  private var isWritingOpen = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  func open() throws(ChildProcess.Failure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw ChildProcess.Failure(reason: "cannot make a pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing, isWritingOpen) = (ends[0], ends[1], true)
  }

  deinit {
    closeWriting()
    if reading >= 0 { close(reading) }
  }

  func closeWriting() {
    if isWritingOpen { close(writing) }
    isWritingOpen = false
  }

  /// Writes a byte; a reader that is gone is no error, as its end is noticed elsewhere.
  func write(_ byte: UInt8) {
    var byte = byte
    #if canImport(Glibc)
      _ = Glibc.write(writing, &byte, 1)
    #else
      _ = Darwin.write(writing, &byte, 1)
    #endif
  }

  /// The bytes that are there; none at the end.
  func read() -> [UInt8] {
    var count = -1
    repeat {
      #if canImport(Glibc)
        count = Glibc.read(reading, &buffer, buffer.count)
      #else
        count = Darwin.read(reading, &buffer, buffer.count)
      #endif
    } while count < 0 && errno == EINTR
    return Array(buffer[..<max(0, count)])
  }
}
