import LessonTangle

/// The state of the conversation with `sourcekit-lsp`.
struct CompilerServerLink {
  enum State: Equatable {
    /// It has not been needed yet.
    case idle
    /// It was started and has not answered yet.
    case starting
    case running
    /// It is missing, or has crashed too often.
    case unavailable
  }

  /// A request of the editor that was passed on.
  struct Request {
    /// The number that the editor gave it.
    var id: JSON
    var method: String
    /// The document that it is about.
    var uri: String
    /// The positions of the text that it is about.
    var map: PositionMap
    /// The number of that text.
    var version: Int
    /// The position in the generated file, if it is about one.
    var position: JSON?
    /// The lines that the editor wants to know of, or nil for all.
    var lines: ClosedRange<Int>?
    /// What this server itself has to add to the answer.
    var own: [JSON] = []

    /// Whether an answer about an older text would do harm.
    var isEdit: Bool { ["textDocument/rename", "textDocument/codeAction"].contains(method) }
  }

  var state = State.idle
  var legend = SemanticLegend(nil)
  /// How often it was started again.
  var restarts = 0
  /// What waits until it has started.
  private(set) var waiting: [JSON] = []
  private(set) var requests: [Int: Request] = [:]
  private var lastID = 0

  /// How often it is started again at most.
  static let restartLimit = 3

  /// Returns the number for a new request of the server's own.
  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }

  /// Remembers a request, and returns the number under which it is passed on.
  mutating func add(_ request: Request) -> Int {
    let id = nextID()
    requests[id] = request
    return id
  }

  /// Returns and forgets the request with a number.
  mutating func take(_ id: Int) -> Request? { requests.removeValue(forKey: id) }

  /// Returns and forgets the requests that are about a document, or all.
  mutating func takeAll(about uri: String? = nil) -> [Request] {
    let taken = requests.filter { uri == nil || $1.uri == uri }
    for id in taken.keys { requests[id] = nil }
    return taken.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Returns the number under which a request of the editor was passed on.
  func number(ofRequest id: JSON) -> Int? { requests.first { $1.id == id }?.key }

  mutating func wait(_ message: JSON) { waiting.append(message) }

  mutating func takeWaiting() -> [JSON] {
    defer { waiting = [] }
    return waiting
  }
}
