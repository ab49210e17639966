import Dispatch
import Synchronization

/// The events that the language server has not handled yet.
final class EventQueue: Sendable {
  private let events = Mutex<[LanguageServer.Event]>([])
  private let waiting = DispatchSemaphore(value: 0)

  func add(_ event: LanguageServer.Event) {
    events.withLock { $0.append(event) }
    waiting.signal()
  }

  /// Waits for events, and returns and removes them.
  func take() -> [LanguageServer.Event] {
    while true {
      waiting.wait()
      let taken = events.withLock { events in
        defer { events = [] }
        return events
      }
      if !taken.isEmpty { return taken }
    }
  }
}

extension [LanguageServer.Event] {
  /// The events with changes of one text that follow each other joined, as after fast typing: reading the lesson takes longer than a key press.
  var joined: [LanguageServer.Event] {
    reduce(into: []) { events, event in
      if case .editor(let next) = event, case .editor(let last)? = events.last,
        let joined = Self.join(last, next)
      {
        events[events.count - 1] = .editor(joined)
      } else {
        events.append(event)
      }
    }
  }

  private static func join(_ first: JSON, _ second: JSON) -> JSON? {
    let method: JSON = "textDocument/didChange"
    guard first["method"] == method, second["method"] == method, let parameters = second["params"],
      let uri = parameters["textDocument"]?["uri"], uri == first["params"]?["textDocument"]?["uri"],
      let earlier = first["params"]?["contentChanges"]?.array, let later = parameters["contentChanges"]?.array
    else { return nil }
    var joined = parameters
    joined["contentChanges"] = .array(earlier + later)
    return Message.notification("textDocument/didChange", joined)
  }
}
