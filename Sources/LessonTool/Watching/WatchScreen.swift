import LessonPresentation
import LessonReports

/// What a watch session shows, and whether that is from before a build that is still running.
///
/// On a terminal it takes the whole screen, and its last line says what the session does. Elsewhere lines are only added.
final class WatchScreen {
  /// The kind of text that is shown.
  enum Content: String {
    case nothing, results, errors
  }

  /// The kind of text that is shown.
  private(set) var content = Content.nothing
  private let context: ReportContext
  private let isFullScreen: Bool
  private let file: String
  /// The text without the marks.
  private var text = ""
  /// Whether a mark stands above or in the text.
  private var isMarked = false

  private static let clear = "\u{1B}[2J\u{1B}[3J\u{1B}[H"
  private static let clearLine = "\r\u{1B}[K"

  /// Creates a screen.
  ///
  /// - Parameter file: the name of the watched lesson.
  init(_ context: ReportContext, file: String, isFullScreen: Bool) {
    self.context = context
    self.file = file
    self.isFullScreen = isFullScreen
  }

  /// Begins to show something else.
  ///
  /// - Parameter isBuilding: whether that will be from before the running build.
  func begin(_ content: Content, isBuilding: Bool) {
    self.content = content
    text = ""
    isMarked = false
    if isFullScreen { context.write(Self.clear) }
    if isBuilding { mark() }
  }

  /// Adds text.
  func write(_ text: String) {
    self.text += text
    context.write(text)
  }

  /// Says within the text that it is from before the running build.
  func mark() {
    // Below an empty screen, the last line says it.
    guard content != .nothing || !isFullScreen else { return }
    isMarked = true
    context.write((isFullScreen ? Self.clearLine : "") + context.style.dim(building) + "\n")
  }

  /// Ends the text.
  func end(isBuilding: Bool) {
    if isBuilding {
      // Elsewhere than on a terminal, the mark has said it.
      if isFullScreen || !isMarked { writeLastLine(building) }
    } else if isMarked {
      buildChangedNothing()
    } else {
      writeLastLine(waiting)
    }
  }

  /// Says that a build has begun since the text ended.
  func buildBegan() { writeLastLine(building) }

  /// Says that the build has changed nothing, so that the text is current.
  func buildChangedNothing() {
    if !isFullScreen {
      writeLastLine("built: nothing has changed, so these \(content.rawValue) are current")
    } else if isMarked {
      context.write(Self.clear + text)
    }
    isMarked = false
    writeLastLine(waiting)
  }

  private func writeLastLine(_ line: String) {
    context.write(isFullScreen ? Self.clearLine + context.style.dim(line) : context.style.dim(line) + "\n")
  }

  private var waiting: String { "— watching \(file), press ctrl-C to stop —" }

  private var building: String {
    content == .nothing ? "building …" : "building …, these \(content.rawValue) are from before the build"
  }
}
