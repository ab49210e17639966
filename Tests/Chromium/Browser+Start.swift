import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Browser {
  /// `POSIX_SPAWN_SETSID`, which Glibc's headers define only with GNU extensions enabled.
  private static var startsSession: Int16 {
    #if canImport(Glibc)
      0x80
    #else
      Int16(POSIX_SPAWN_SETSID)
    #endif
  }

  /// Starts the program in a session of its own, with one end of a socket as its descriptors 3 and 4; its output goes to the file `log` in the folder.
  static func start(
    _ program: String, _ options: [String], in folder: URL
  ) throws -> (process: pid_t, connection: DevToolsConnection) {
    // A socket, unlike a pipe, can be written to without a signal after its other end is closed.
    let (own, other) = try DevToolsConnection.socketPair()
    defer { close(other) }
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
    let log = folder.appending(path: "log").path
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    posix_spawn_file_actions_adddup2(&actions, other, 3)
    posix_spawn_file_actions_adddup2(&actions, other, 4)
    // The browser must not inherit this process's ignored and blocked signals.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | startsSession)

    var argv = ([program] + options).map { strdup($0) } + [nil]
    var envp = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
    guard code == 0 else {
      close(own)
      throw BrowserError.cannotStart("\(program): \(String(cString: strerror(code)))")
    }
    return (process, DevToolsConnection(socket: own, log: log))
  }
}
