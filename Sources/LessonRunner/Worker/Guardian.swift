import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The process between the runner and a lesson's process, which leaves no descendant of either behind.
///
/// On Linux it adopts what a cell has started, even a process that has left the session, and kills it when the lesson's process
/// ends, when the runner ends, even if it is killed, and on SIGTERM. It then ends as the lesson's process ended. Elsewhere there is none.
enum Guardian {
  /// The time in which a guardian ends after SIGTERM.
  static let endTime = Duration.seconds(2)

  #if os(Linux)
    static let isAvailable = true

    /// The writing end of the pipe that wakes the guardian up.
    private nonisolated(unsafe) static var alarm: Int32 = -1

    /// Makes this process the guardian of a new one, in which alone the function returns.
    ///
    /// It must be called before the process has a second thread. If no process can be started, it returns in this one.
    static func start() {
      var ends: [Int32] = [0, 0]
      // Without a lifeline, no runner has started this process.
      guard fcntl(Lifeline.descriptor, F_GETFD) >= 0, cs_adopt_orphans() == 0, pipe(&ends) == 0 else { return }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
      alarm = ends[1]
      for number in [SIGCHLD, SIGTERM] {
        signal(number) { number in
          var number = UInt8(number)
          write(Guardian.alarm, &number, 1)
        }
      }
      let guardian = getpid()
      let worker = cs_fork()
      if worker > 0 { watch(worker, alarm: ends[0]) }
      for number in [SIGCHLD, SIGTERM] { signal(number, SIG_DFL) }
      for end in ends { close(end) }
      guard worker == 0 else { return }
      // A group of its own, so that a cell that stops its group does not stop the guardian.
      setpgid(0, 0)
      // A guardian that ended before the call would not be noticed.
      if cs_end_with_parent() == 0, getppid() != guardian { _exit(1) }
    }

    /// Waits for the end of the lesson's process or of the runner, kills all descendants, and ends as the lesson's process did.
    private static func watch(_ worker: pid_t, alarm: Int32) -> Never {
      leaveStandardStreams()
      var end: Int32?
      var isTold = false
      while end == nil, !isTold {
        // The lifeline is only watched for its end: its bytes are for the lesson's process.
        var descriptors = [
          pollfd(fd: Lifeline.descriptor, events: 0, revents: 0), pollfd(fd: alarm, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, -1)
        if count > 0, descriptors[0].revents != 0 { isTold = true }
        if count > 0, descriptors[1].revents != 0 {
          var numbers = [UInt8](repeating: 0, count: 64)
          let count = read(alarm, &numbers, numbers.count)
          isTold = isTold || numbers.prefix(max(0, count)).contains(UInt8(SIGTERM))
        }
        end = reap(worker) ?? end
      }
      end = killDescendants(worker) ?? end
      exit(as: end ?? SIGKILL)
    }

    /// The pipes to the runner must end with the lesson's process.
    private static func leaveStandardStreams() {
      let null = open("/dev/null", O_RDWR | O_CLOEXEC)
      for descriptor: Int32 in 0...2 { dup2(null, descriptor) }
    }

    /// Collects the ended children; returns the status of the lesson's process if it is one of them.
    private static func reap(_ worker: pid_t) -> Int32? {
      var (found, status) = (Int32?.none, Int32(0))
      while case let child = waitpid(-1, &status, WNOHANG), child > 0 { if child == worker { found = status } }
      return found
    }

    /// Kills the children until there are none, since the children of a killed one become this process's own.
    private static func killDescendants(_ worker: pid_t) -> Int32? {
      var (found, status) = (Int32?.none, Int32(0))
      let limit = ContinuousClock.now + endTime
      while ContinuousClock.now < limit {
        let child = waitpid(-1, &status, WNOHANG)
        if child < 0, errno == ECHILD { break }
        if child == worker { found = status }
        guard child == 0 else { continue }
        // Only now, because it takes milliseconds, and most lessons leave nothing behind.
        ProcessTable.children(of: getpid()).forEach { kill($0, SIGKILL) }
        usleep(500)
      }
      return found
    }

    private static func exit(as status: Int32) -> Never {
      let number = status & 0x7F
      guard number != 0 else { _exit(status >> 8 & 0xFF) }
      var none = rlimit(rlim_cur: 0, rlim_max: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
      signal(number, SIG_DFL)
      kill(getpid(), number)
      _exit(128 + number)
    }
  #else
    static let isAvailable = false

    static func start() {}
  #endif
}
