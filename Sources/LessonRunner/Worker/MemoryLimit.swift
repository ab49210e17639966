#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory limit of a lesson's process.
enum MemoryLimit {
  /// Limits the memory of this process from now on.
  ///
  /// It has no effect on macOS, which does not enforce such limits.
  static func set(_ bytes: Int) {
    #if os(Linux)
      var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
  }
}
