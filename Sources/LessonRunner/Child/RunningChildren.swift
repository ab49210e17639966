import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lessons' processes that run now, so that none is left where this process is interrupted.
public enum RunningChildren {
  private static let children = Mutex<[pid_t: @Sendable () -> String]>([:])

  static func add(_ pid: pid_t, description: @escaping @Sendable () -> String) {
    children.withLock { $0[pid] = description }
  }

  static func remove(_ pid: pid_t) { children.withLock { $0[pid] = nil } }

  /// Kills them all and returns what they were doing.
  public static func killAll() -> [String] {
    children.withLock { children in
      for pid in children.keys { kill(-pid, SIGKILL) }
      return children.values.map { $0() }.sorted()
    }
  }
}
