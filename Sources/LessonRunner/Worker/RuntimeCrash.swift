#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The crash of a thread of this process, while others still run.
///
/// Before Swift's runtime reports a crash it gives all the signals that it handles their default actions back, and after the report other threads
/// run again until the process dies. A signal that was raised, not caused by an instruction, does not even kill it then.
enum RuntimeCrash {
  private static let signals = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]
  /// The time in which a process that has crashed dies by itself.
  private static let dyingTime: UInt32 = 1

  private nonisolated(unsafe) static var isPrepared = false

  /// Notes whether the runtime handles crashes; must be called before cells run.
  static func prepareToNotice() { isPrepared = signals.allSatisfy { !hasDefaultAction($0) } }

  /// Ends the process if the runtime has begun to report a crash.
  static func endIfUnderWay() {
    guard isPrepared, signals.allSatisfy(hasDefaultAction) else { return }
    sleep(dyingTime)
    abort()
  }

  private static func hasDefaultAction(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    #if canImport(Glibc)
      return action.__sigaction_handler.sa_handler == nil
    #else
      return action.__sigaction_u.__sa_handler == nil
    #endif
  }
}
