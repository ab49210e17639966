import Dispatch
import Foundation
import LessonRunner

/// The reaction to ctrl-C: all lessons' processes are killed, and a message names the running cell.
enum Interruption {
  // Kept only so that the sources stay alive.
  private nonisolated(unsafe) static let sources: [any DispatchSourceSignal] = [SIGINT, SIGQUIT, SIGTERM, SIGHUP].map {
    number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      RawTerminal.restore()
      let running = RunningChildren.killAll()
      let locations = running.isEmpty ? "" : ", while running \(running.joined(separator: ", "))"
      Terminal.writeError("\ninterrupted\(locations)\n")
      _exit(number == SIGINT ? ExitStatus.interrupted : 128 + number)
    }
    source.resume()
    return source
  }

  /// Starts handling interruptions.
  static func watch() { _ = sources }
}
