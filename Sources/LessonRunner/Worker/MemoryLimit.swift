#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory that a lesson's process may take.
enum MemoryLimit {
  /// Limits this process from now on; macOS does not keep to such limits.
  static func set(_ bytes: Int) {
    #if os(Linux)
      var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
  }
}
