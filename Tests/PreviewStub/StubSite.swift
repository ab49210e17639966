import Foundation
import LessonPreview
import Synchronization

/// A site that tells what was asked of it.
final class StubSite: PreviewSite {
  private struct State {
    /// The actions that were performed, in order.
    var actions: [String] = []
    /// The open streams, by their identities.
    var streams: [ObjectIdentifier: EventStream] = [:]
  }
  private let state = Mutex(State())

  func response(toPath path: String) -> HTTPResponse? {
    switch path {
    case "/": HTTPResponse(Array("the page".utf8), type: "text/html; charset=utf-8")
    case "/actions": text(state.withLock { $0.actions.joined(separator: " ") })
    case "/streams": text(state.withLock { "\($0.streams.count)" })
    case "/large": HTTPResponse([UInt8](repeating: 0x61, count: 16 << 20), type: "text/plain")
    default: nil
    }
  }

  private func text(_ text: String) -> HTTPResponse { HTTPResponse(Array(text.utf8), type: "text/plain") }

  func perform(_ action: String, _ body: [UInt8], isCancelled: @escaping @Sendable () -> Bool) -> HTTPResponse {
    state.withLock { $0.actions.append(action) }
    switch action {
    case "tell":
      for stream in state.withLock({ Array($0.streams.values) }) {
        stream.send("news", String(decoding: body, as: UTF8.self))
      }
    case "wait":
      while !isCancelled() { usleep(10_000) }
      state.withLock { $0.actions.append("cancelled") }
    default: break
    }
    return text("\(body.count) bytes")
  }

  func open(_ path: String, _ stream: EventStream) { state.withLock { $0.streams[ObjectIdentifier(stream)] = stream } }

  func close(_ path: String, _ stream: EventStream) { state.withLock { $0.streams[ObjectIdentifier(stream)] = nil } }
}
