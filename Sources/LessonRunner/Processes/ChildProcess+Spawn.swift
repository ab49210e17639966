import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension ChildProcess {
  /// `POSIX_SPAWN_SETSID`, which Glibc's headers define only with GNU extensions enabled.
  private static var startsSession: Int16 {
    #if canImport(Glibc)
      0x80
    #else
      Int16(POSIX_SPAWN_SETSID)
    #endif
  }

  /// Starts the process as the leader of a new session, so that its own children can be found and killed with it.
  ///
  /// - Parameter input: the standard input, or nil for none.
  func spawn(input: Int32?, output: Int32, errors: Int32, lifeline: Int32) throws(Failure) -> pid_t {
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
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_adddup2(&actions, lifeline, Lifeline.descriptor)
    // The new process must not inherit this one's ignored and blocked signals.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | Self.startsSession)

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
