import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's running processes.
enum ProcessTable {
  /// The ids of all processes; empty where they cannot be listed.
  static var all: [pid_t] {
    #if os(Linux)
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
    #else
      []
    #endif
  }

  /// Returns the ids of a process's children.
  static func children(of parent: pid_t) -> [pid_t] { all.filter { Self.parent(of: $0) == parent } }

  /// Returns the id of a process's parent, from `12 (name) S 1 …` (proc(5)).
  private static func parent(of process: pid_t) -> pid_t? {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat"),
      let name = stat.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = stat[name...].split(separator: UInt8(ascii: " "))
    return fields.count > 2 ? pid_t(String(decoding: fields[2], as: UTF8.self)) : nil
  }
}
