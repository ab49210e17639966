import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processes that this one has started and that run now, so that none is left where it is interrupted.
public enum RunningChildren {
  private static let children = Mutex<[pid_t: @Sendable () -> String]>([:])

  static func add(_ pid: pid_t, description: @escaping @Sendable () -> String) {
    children.withLock { $0[pid] = description }
  }

  static func remove(_ pid: pid_t) { children.withLock { $0[pid] = nil } }

  /// Kills a process that leads a session, and all others of the session.
  static func killSession(of leader: pid_t) {
    kill(leader, SIGKILL)
    kill(-leader, SIGKILL)
    #if os(Linux)
      // What a cell starts may have made a group of its own.
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
        if let pid = pid_t(name), pid != leader, getsid(pid) == leader { kill(pid, SIGKILL) }
      }
    #endif
  }

  /// Kills them all and returns what they were doing, where that is worth naming.
  public static func killAll() -> [String] {
    children.withLock { children in
      for pid in children.keys { killSession(of: pid) }
      return children.values.map { $0() }.filter { !$0.isEmpty }.sorted()
    }
  }
}
