import Dispatch
import Foundation
import LessonRunner
import Synchronization

/// The reaction to ctrl-C: all lessons' processes are killed, and a message names the running cell.
enum Interruption {
  /// What is done before the program ends.
  private static let cleanUp = Mutex<@Sendable () -> Void>({})

  // Kept only so that the sources stay alive.
  private nonisolated(unsafe) static let sources: [any DispatchSourceSignal] = [SIGINT, SIGQUIT, SIGTERM, SIGHUP].map {
    number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      RawTerminal.restore()
      let running = RunningChildren.killAll()
      cleanUp.withLock { $0() }
      let locations = running.isEmpty ? "" : ", while running \(running.joined(separator: ", "))"
      Terminal.writeError("\ninterrupted\(locations)\n")
      _exit(number == SIGINT ? ExitStatus.interrupted : 128 + number)
    }
    source.resume()
    return source
  }

  /// Starts handling interruptions.
  ///
  /// - Parameter cleanUp: called before the program ends, when all children are dead.
  static func watch(cleaningUp cleanUp: (@Sendable () -> Void)? = nil) {
    if let cleanUp { Self.cleanUp.withLock { $0 = cleanUp } }
    _ = sources
  }
}
