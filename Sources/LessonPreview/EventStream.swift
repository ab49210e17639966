import Dispatch
import Synchronization

/// The messages that an open page has still to be told (server-sent events, HTML standard 9.2).
package final class EventStream: Sendable {
  private let state = Mutex<(messages: [(name: String, data: String)], isEnded: Bool)>(([], false))
  private let waiting = DispatchSemaphore(value: 0)

  /// Creates a stream without messages.
  package init() {}

  /// Adds a message.
  ///
  /// - Parameters:
  ///   - name: its name, for which the page listens; a message of a name replaces one that was not sent yet.
  ///   - data: its data, in one line, as JSON is.
  package func send(_ name: String, _ data: String) {
    state.withLock { state in
      state.messages.removeAll { $0.name == name }
      state.messages.append((name, data))
    }
    waiting.signal()
  }

  /// Ends the stream.
  package func end() {
    state.withLock { $0.isEnded = true }
    waiting.signal()
  }

  /// Waits for messages for at most a second, and returns and removes them in their encoded form; nil at the end.
  func next() -> [UInt8]? {
    _ = waiting.wait(timeout: .now() + .seconds(1))
    return state.withLock { state in
      guard !state.isEnded else { return nil }
      defer { state.messages = [] }
      return Array(state.messages.map(Self.encoded).joined().utf8)
    }
  }

  private static func encoded(_ message: (name: String, data: String)) -> String {
    "event: \(message.name)\ndata: \(message.data)\n\n"
  }
}
