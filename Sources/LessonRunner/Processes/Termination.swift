#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The killing of a child process and its descendants.
struct Termination {
  let pid: pid_t
  /// Whether a ``Guardian`` kills more of the descendants than this process could find.
  let hasGuardian: Bool
  /// The time at which a guardian that was asked to end is killed, too.
  private var lastMoment: ContinuousClock.Instant?

  init(of pid: pid_t, hasGuardian: Bool) {
    self.pid = pid
    self.hasGuardian = hasGuardian
  }

  /// Kills the process; must be called repeatedly until the process has ended.
  mutating func advance() {
    if hasGuardian, lastMoment == nil {
      lastMoment = .now + Guardian.endTime
      kill(pid, SIGTERM)
    } else if lastMoment.map({ .now >= $0 }) ?? true {
      RunningChildren.killSession(of: pid)
    }
  }
}
