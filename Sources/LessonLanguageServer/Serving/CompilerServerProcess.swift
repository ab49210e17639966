import Foundation
import LessonRunner

/// The running `sourcekit-lsp`.
final class CompilerServerProcess: Sendable {
  private let input = ProcessInput()

  /// Starts `sourcekit-lsp`.
  ///
  /// - Parameters:
  ///   - executable: its path.
  ///   - root: the package's folder.
  ///   - log: receives what it writes to its standard error.
  ///   - receive: receives its messages, and at last that it has ended.
  init(
    executable: String, log: @escaping @Sendable (String) -> Void,
    receive: @escaping @Sendable (LanguageServer.Event) -> Void
  ) {
    let child = ChildProcess(executable: executable, arguments: [], input: input)
    let thread = Thread {
      var reader = MessageReader()
      do throws(ChildProcess.Failure) {
        let end = try child.run(
          // It lives as long as the server.
          deadline: { .now + .seconds(3600) },
          receiveErrors: { log(String(decoding: $0, as: UTF8.self)) },
          receive: { bytes in
            reader.append(bytes)
            while let item = reader.next() {
              switch item {
              case .message(let message): receive(.compilerServer(message))
              case .invalidJSON: log("sourcekit-lsp has sent something that is not JSON\n")
              case .broken(let reason):
                log("sourcekit-lsp: \(reason)\n")
                return .stop
              }
            }
            return .proceed
          })
        log("sourcekit-lsp has ended: \(end.exitCode.map { "exit code \($0)" } ?? "signal \(end.signal ?? 0)")\n")
      } catch {
        log("\(error.reason)\n")
      }
      receive(.compilerServerEnded)
    }
    // Nested values are read by recursion.
    thread.stackSize = 8 << 20
    thread.start()
  }

  func send(_ message: JSON) { input.send(Message.framed(message)) }

  /// Returns the path of `sourcekit-lsp`: the one beside the compiler that made the build, or else the first in the PATH; nil if there is none.
  static func executable(besideCompiler compiler: String, path: String?) -> String? {
    let folders =
      [(compiler as NSString).deletingLastPathComponent] + (path ?? "").split(separator: ":").map(String.init)
    return folders.map { "\($0)/sourcekit-lsp" }.first {
      $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
