import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The child processes that are running, so that all of them can be killed when the program is interrupted.
public enum RunningChildren {
  private static let children = Mutex<[pid_t: @Sendable () -> String]>([:])

  static func add(_ pid: pid_t, description: @escaping @Sendable () -> String) {
    children.withLock { $0[pid] = description }
  }

  static func remove(_ pid: pid_t) { children.withLock { $0[pid] = nil } }

  /// Kills the leader of a session and all other processes of the session.
  static func killSession(of leader: pid_t) {
    kill(leader, SIGKILL)
    kill(-leader, SIGKILL)
    #if os(Linux)
      // A process that a cell started may have created its own process group.
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
        if let pid = pid_t(name), pid != leader, getsid(pid) == leader { kill(pid, SIGKILL) }
      }
    #endif
  }

  /// Kills all children and returns the descriptions of what they were doing, without empty ones.
  public static func killAll() -> [String] {
    children.withLock { children in
      for pid in children.keys { killSession(of: pid) }
      return children.values.map { $0() }.filter { !$0.isEmpty }.sorted()
    }
  }
}
