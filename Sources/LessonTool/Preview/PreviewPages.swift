import LessonFormat
import LessonPages
import LessonPresentation
import LessonPreview
import LessonProse
import LessonRunner
import Synchronization

/// The pages of a preview, made from what its session knows when a browser asks for them.
///
/// Only what is here is served: the pages, and the images that they show.
final class PreviewPages: PreviewSite {
  private struct State {
    var lessons: [String: PreviewedLesson] = [:]
    var references: [PageReference] = []
    /// How often the lessons have changed.
    var revision = 0
    /// The responses that are still current, by path.
    var made: [String: HTTPResponse] = [:]
    var images: [String: [RenderedFile]] = [:]
    var streams: [(path: String, stream: EventStream)] = []
    var status = PreviewStatus(phase: .building, text: "building …")
    /// The lessons whose files are gone, but whose pages are still open.
    var gone: Set<String> = []
  }

  private let state = Mutex(State())
  private let course: Course
  private let variant: String?
  private let templates: Templates
  private let program: String
  private let answers: PreviewAnswers
  /// Called when a page has been opened.
  private let opened: @Sendable () -> Void

  init(
    of course: Course, variant: String?, templates: Templates, program: String, answers: PreviewAnswers,
    opened: @escaping @Sendable () -> Void
  ) {
    (self.course, self.variant, self.templates, self.program) = (course, variant, templates, program)
    (self.answers, self.opened) = (answers, opened)
  }

  // MARK: - What the session says

  /// The names of the lessons whose pages are open.
  var openLessons: Set<String> { Set(state.withLock { $0.streams.map { Self.lesson(of: $0.path) } }) }

  /// Replaces the lessons, and tells the pages.
  func update(_ lessons: [PreviewedLesson]) {
    let (old, oldReferences) = state.withLock { ($0.lessons, $0.references) }
    let known = Dictionary(oldReferences.map { ($0.name, $0) }) { first, _ in first }
    let references = lessons.compactMap { previewed in
      previewed.lesson.flatMap { lesson in
        // Reading the prose of all lessons takes long in a large course.
        let isSame = old[previewed.name]?.lesson?.source == lesson.source
        return isSame ? known[previewed.name] : reference(to: lesson)
      }
    }
    state.withLock { state in
      let names = Set(lessons.map(\.name))
      state.gone = Set(state.lessons.keys).union(state.gone).subtracting(names)
      state.lessons = Dictionary(lessons.map { ($0.name, $0) }) { first, _ in first }
      state.references = references
      state.revision += 1
      (state.made, state.images) = ([:], [:])
      for (path, stream) in state.streams {
        if !state.gone.contains(Self.lesson(of: path)) { stream.send("page", "") }
        stream.send("status", Self.status(of: path, state).encoded)
      }
    }
  }

  /// Replaces one lesson, and tells its pages.
  func update(_ lesson: PreviewedLesson) {
    state.withLock { state in
      state.lessons[lesson.name] = lesson
      state.revision += 1
      state.made["/\(lesson.name).html"] = nil
      for (path, stream) in state.streams where Self.lesson(of: path) == lesson.name { stream.send("page", "") }
    }
  }

  /// Tells the pages what is being done.
  func update(_ status: PreviewStatus) {
    state.withLock { state in
      guard status != state.status else { return }
      state.status = status
      for (path, stream) in state.streams { stream.send("status", Self.status(of: path, state).encoded) }
    }
  }

  /// Tells the pages that answers were saved.
  func answersChanged() { state.withLock { for (_, stream) in $0.streams { stream.send("answers", "") } } }

  /// What a page is told: what is wrong with its own lesson comes first.
  private static func status(of path: String, _ state: State) -> PreviewStatus {
    let name = lesson(of: path)
    if state.gone.contains(name) {
      return PreviewStatus(
        phase: .failed, text: "The lesson's file is gone. This is its page as it was; see the other lessons.")
    }
    guard let lesson = state.lessons[name] else { return state.status }
    guard !lesson.problems.isEmpty else {
      guard state.status.files == [lesson.file] else { return state.status }
      // The compiler's words stand at the cells.
      return PreviewStatus(phase: .failed, text: "This lesson does not compile: see the cells in red.")
    }
    return PreviewStatus(
      phase: .failed, text: "The lesson cannot be read, so this is its page from before.", detail: lesson.problems)
  }

  private static func lesson(of path: String) -> String {
    let name = path.drop { $0 == "/" }
    return String(name.hasSuffix(".html") ? name.dropLast(5) : name)
  }

  // MARK: - What a browser asks for

  func open(_ path: String, _ stream: EventStream) {
    state.withLock { state in
      state.streams.append((path, stream))
      stream.send("status", Self.status(of: path, state).encoded)
      stream.send("page", "")
    }
    opened()
  }

  func close(_ path: String, _ stream: EventStream) {
    state.withLock { $0.streams.removeAll { $0.stream === stream } }
  }

  func perform(_ action: String, _ body: [UInt8], isCancelled: @escaping @Sendable () -> Bool) -> HTTPResponse {
    answers.perform(action, body, isCancelled: isCancelled)
  }

  func response(toPath path: String) -> HTTPResponse? {
    if path == "/" { return .toIndex }
    let (made, lesson, references, revision) = state.withLock { state in
      (state.made[path], state.lessons[Self.lesson(of: path)], state.references, state.revision)
    }
    if let made { return made }
    if path.hasSuffix(".html") {
      guard let response = page(path, lesson, references) else { return nil }
      // It may have changed in the meantime.
      state.withLock { if $0.revision == revision { $0.made[path] = response } }
      return response
    }
    return image(path)
  }

  private func page(_ path: String, _ lesson: PreviewedLesson?, _ references: [PageReference]) -> HTTPResponse? {
    let isIndex = path == "/index.html" && lesson == nil
    guard isIndex || lesson != nil else { return nil }
    var pages: [LessonPage] = []
    if let lesson {
      guard
        let page = try? lesson.run(variant: variant).map({ run throws(LessonBody.UnsafeProse) in
          try LessonPage(run, for: .html, among: Set(references.map(\.name)))
        })
      else { return LivePage(ofProblems: lesson.problems, title: lesson.name).response }
      pages = [page]
    }
    let files = PageFormat.html.files(
      CoursePages(course: course.title, program: program, pages: pages, references: references, templates: templates))
    guard let file = files.first(where: { "/\($0.path)" == path }) else { return nil }
    if let lesson {
      let images = files.filter { !$0.path.hasSuffix(".html") }
      state.withLock { $0.images[lesson.name] = images }
    }
    return LivePage(String(decoding: file.bytes, as: UTF8.self)).response
  }

  private func image(_ path: String) -> HTTPResponse? {
    let file = state.withLock { state in state.images.values.joined().first { "/\($0.path)" == path } }
    guard let file, let type = Self.imageType(of: file.path) else { return nil }
    // An SVG that is opened by itself is a document, which must do nothing either.
    return HTTPResponse(
      file.bytes, type: type, headers: [("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")])
  }

  private static func imageType(of path: String) -> String? {
    switch path.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "svg": "image/svg+xml"
    default: nil
    }
  }

  private func reference(to lesson: Lesson) -> PageReference? {
    (try? LessonBody(lesson)).map { PageReference(lesson, $0, part: course.part(of: lesson.name)) }
  }
}
