import Dispatch
import Foundation
import LessonFormat
import LessonPages
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// A session that serves a course's pages, and keeps those that are open as the files are.
///
/// Whatever is saved is built; a lesson whose page is open is run again if its cells, or what they use, have changed.
final class PreviewSession {
  private let course: Course
  private let root: String
  private let options: RunOptions
  private let context: ReportContext
  private let watched: WatchedCourse
  let pages: PreviewPages
  private var lessons: [PreviewedLesson] = []
  /// The lessons that the program was built with, by name; none if that is unknown.
  private var built: [String: CompiledLesson] = [:]
  /// The program that was last built.
  private var program: BuiltProgram
  /// How often other files than lessons changed the program.
  private var generation = 0
  /// Whether something else than a lesson was saved since the last build began.
  private var hasOtherChanges = false
  /// Whether a run is to end because it is outdated.
  private var isOutdated = false

  /// Creates a session.
  init(_ course: Course, root: String, options: RunOptions, context: ReportContext, templates: Templates) {
    (self.course, self.root, self.options, self.context) = (course, root, options, context)
    watched = WatchedCourse(root: root, lessons: course.lessonFolders.map { $0.isEmpty ? root : "\(root)/\($0)" })
    program = BuiltProgram(watched.build.program)
    if watched.build.isRunning {
      built = Dictionary(course.lessons.map { ($0.name, $0) }) { first, _ in first }
    }
    let executable = watched.build.isRunning ? watched.build.program : CourseBuild.runningProgram
    let answers = PreviewAnswers(
      of: course, root: root, options: options, invocation: context.invocation, templates: templates,
      executable: executable)
    pages = PreviewPages(
      of: course, variant: options.variant, templates: templates, program: context.invocation.program, answers: answers,
      opened: watched.wake)
    readLessons()
  }

  /// Runs until the program is interrupted.
  func run() -> Never {
    watched.startBuild()
    while true {
      tell()
      if let index = nextToRun {
        isOutdated = false
        run(index)
      } else {
        handle(watched.news(within: .seconds(3600)))
      }
    }
  }

  // MARK: - Lessons

  /// Reads the lessons that have changed; new files are added, and those that are gone are removed.
  private func readLessons() {
    let known = Dictionary(lessons.map { ($0.file, $0) }) { first, _ in first }
    var hasChanged = false
    lessons = files.map { file in
      guard var lesson = known[file] else {
        hasChanged = true
        return PreviewedLesson(file: file, location: "\(root)/\(file)")
      }
      if lesson.read() { hasChanged = true }
      return lesson
    }
    guard hasChanged || lessons.count != known.count else { return }
    isOutdated = true
    pages.update(lessons)
  }

  /// The paths of the lessons, in the order of the course; files that were added since the build come last.
  private var files: [String] {
    let built = course.lessons.map(\.file).filter { FileManager.default.fileExists(atPath: "\(root)/\($0)") }
    return built + course.addedFiles
  }

  // MARK: - Saved files and builds

  private func handle(_ news: WatchedCourse.News) {
    if news.saved.contains(.answers) { pages.answersChanged() }
    if !news.saved.isDisjoint(with: [.manifest, .sources, .otherPackage]) { hasOtherChanges = true }
    if !news.saved.isDisjoint(with: .program) { readLessons() }
    if news.buildEnded { buildEnded() }
  }

  private func buildEnded() {
    let errors = watched.failure.map { BuildErrors(in: $0, root: root) }
    for index in lessons.indices {
      lessons[index].buildEnded(errors?.located) { errors?.text(of: $0) ?? "" }
    }
    if errors == nil {
      let new = BuiltProgram(watched.build.program)
      // Whether a lesson itself has changed is known from its cells.
      if new != program, hasOtherChanges { generation += 1 }
      (program, hasOtherChanges) = (new, false)
      let expected = lessons.compactMap(\.lesson).map { CompiledLesson(expectedOf: $0) }
      built = Dictionary(expected.map { ($0.name, $0) }) { first, _ in first }
    }
    pages.update(lessons)
  }

  // MARK: - Running

  /// The index of a lesson whose page is open, and whose results are not those of its present code.
  private var nextToRun: Int? {
    let open = pages.openLessons
    return lessons.indices.first { index in
      open.contains(lessons[index].name) && lessons[index].isOutdated(generation: generation) && isBuilt(lessons[index])
    }
  }

  /// Whether the program has the lesson's present code.
  private func isBuilt(_ lesson: PreviewedLesson) -> Bool {
    guard let read = lesson.lesson else { return false }
    return built[read.name]?.hasCells(of: CompiledLesson(expectedOf: read)) == true
  }

  private func run(_ index: Int) {
    guard let lesson = lessons[index].lesson, let key = lessons[index].key(generation: generation) else { return }
    let name = lesson.name
    lessons[index].runBegan(key)
    pages.update(PreviewStatus(phase: .running, text: "running \(name) …"))
    var hasEnded = false
    do throws(PlanningError) {
      let plan = try course.plan(CompiledLesson(expectedOf: lesson), options: options)
      Runner(executable: watched.build.program).run(plan, isCancelled: wasOutdated) { event in
        guard let index = lessons.firstIndex(where: { $0.name == name }) else { return }
        lessons[index].handle(event)
        switch event {
        case .cellStarted, .cellEnded: pages.update(lessons[index])
        case .lessonEnded: hasEnded = true
        default: break
        }
      }
    } catch {
      // The next news will tell more: the file has changed, or is gone.
      pages.update(
        PreviewStatus(phase: .failed, text: "The lesson cannot be run.", detail: error.message(context.invocation)))
      handle(watched.news(within: .seconds(3600)))
    }
    guard let index = lessons.firstIndex(where: { $0.name == name }) else { return }
    lessons[index].runEnded(hasEnded ? key : nil)
    pages.update(lessons[index])
  }

  private func wasOutdated() -> Bool {
    handle(watched.news(within: .seconds(0)))
    return isOutdated
  }

  // MARK: - What the pages are told

  private func tell() {
    if watched.isBuilding {
      pages.update(PreviewStatus(phase: .building, text: "building …"))
    } else if let failure = watched.failure {
      let errors = BuildErrors(in: failure, root: root)
      pages.update(
        PreviewStatus(
          phase: .failed, text: "The course does not build.", detail: errors.text(),
          files: Set(errors.located.map(\.file))))
    } else {
      pages.update(PreviewStatus(phase: .idle, text: "up to date"))
    }
  }
}
