import Dispatch
import Foundation
import LessonRunner

/// What happens when a person presses ctrl-C: no lesson's process is left, and the running cell is named.
enum Interruption {
  // They are kept, and nobody uses them.
  private nonisolated(unsafe) static let sources: [any DispatchSourceSignal] = [SIGINT, SIGTERM, SIGHUP].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      RawTerminal.restore()
      let running = RunningChildren.killAll()
      let places = running.isEmpty ? "" : ", while running \(running.joined(separator: ", "))"
      Terminal.writeError("\ninterrupted\(places)\n")
      _exit(number == SIGINT ? ExitStatus.interrupted : 128 + number)
    }
    source.resume()
    return source
  }

  /// Watches from now on.
  static func watch() { _ = sources }
}
