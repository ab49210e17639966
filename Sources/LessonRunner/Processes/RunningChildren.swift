import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The child processes that are running, so that all of them can be killed when the program is interrupted.
package enum RunningChildren {
  private struct Child {
    var hasGuardian: Bool
    var description: @Sendable () -> String
  }

  private static let children = Mutex<[pid_t: Child]>([:])
  private static let isEnding = Atomic<Bool>(false)

  static func add(_ pid: pid_t, hasGuardian: Bool, description: @escaping @Sendable () -> String) {
    children.withLock { $0[pid] = Child(hasGuardian: hasGuardian, description: description) }
  }

  static func remove(_ pid: pid_t) {
    children.withLock { $0[pid] = nil }
    // The program is about to end: that its children were killed is no result to report.
    if isEnding.load(ordering: .acquiring) { while true { pause() } }
  }

  /// Kills all processes of a session, this one last if it is one of them.
  static func killSession(of leader: pid_t) {
    // A process that a cell started may have created its own process group.
    for pid in ProcessTable.all where pid != getpid() && getsid(pid) == leader { kill(pid, SIGKILL) }
    kill(-leader, SIGKILL)
    kill(leader, SIGKILL)
  }

  /// Returns whether a child has ended, without reaping it, so that its process id cannot be reused yet.
  static func hasEnded(_ pid: pid_t) -> Bool { end(of: pid).map { $0.si_signo != 0 } ?? true }

  /// Returns whether a child has ended with an exit code, not by a signal; it is not reaped.
  static func hasExited(_ pid: pid_t) -> Bool { end(of: pid).map { $0.si_code == CLD_EXITED } ?? false }

  private static func end(of pid: pid_t) -> siginfo_t? {
    var information = siginfo_t()
    return waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0 ? information : nil
  }

  /// Kills all children and returns the descriptions of what they were doing, without empty ones; the program must then end.
  package static func killAll() -> [String] {
    isEnding.store(true, ordering: .releasing)
    return children.withLock { children in
      for (pid, child) in children where child.hasGuardian { kill(pid, SIGTERM) }
      let limit = ContinuousClock.now + Guardian.endTime
      while ContinuousClock.now < limit, children.contains(where: { $1.hasGuardian && !hasEnded($0) }) { usleep(2000) }
      for pid in children.keys { killSession(of: pid) }
      return children.values.map { $0.description() }.filter { !$0.isEmpty }.sorted()
    }
  }
}
