import ArgumentParser
import LessonFormat
import LessonPages
import LessonPresentation
import LessonProse
import LessonRunner
import LessonRuntime
import TextFormatting

/// Renders pages from lessons and their actual outputs: `lessons render [LESSON…] --to FORMAT`.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Run lessons and render them as a web site, Markdown files or notebooks.",
    discussion: """
      By default, all lessons are rendered. The same lessons and outputs give the same files, byte for byte. Files that were not made by \
      this command are never replaced or removed. The exit code is the same as that of `check`.
      """)

  @Argument(help: "The lessons.", completion: .lesson)
  var lessons: [LessonReference] = []

  @Option(
    help: ArgumentHelp(
      "The format to render (\(Choice.names(of: CourseProgram.current.pages, \.name))).", valueName: "format"),
    completion: .list(CourseProgram.current.pages.map(\.name)))
  var to: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder for the files (default: Output/FORMAT).", valueName: "folder"),
    completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp("A folder with Mustache templates that replace the built-in ones.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Flag(help: "Leave out the solutions of exercises and the answers to questions.")
  var withoutSolutions = false

  @OptionGroup var parallel: ParallelSettings

  @OptionGroup var settings: RunSettings

  func validate() throws {
    let format = try format
    if let reference = lessons.first(where: { $0.cell != nil }) {
      throw ValidationError(
        "render takes whole lessons, not single cells: '\(reference.lesson)#\(reference.cell ?? "")'")
    }
    guard folder != "" else { throw ValidationError("-o needs the name of a folder") }
    if templates != nil, !format.takesTemplates {
      let formats = CourseProgram.current.pages.filter(\.takesTemplates)
      throw ValidationError("--templates can only be used with --to \(Choice.names(of: formats, \.name))")
    }
  }

  private var format: PageFormat {
    get throws { try Choice.value(to, of: "--to", among: CourseProgram.current.pages, \.name) }
  }

  func run() throws {
    let course = CourseProgram.current.course
    let format = try format
    let templates = try readTemplates(for: format, of: course)
    course.reportBuiltInLessons(lessons)
    let courseRun = try CourseRun(settings, parallel) { lessons.plans(in: course, options: $0) }
    var runs: [LessonRun] = []
    var names: Set<String> = []
    var trailingOutput = ""
    let summary = courseRun.run { event in
      switch event {
      case .lessonStarted: trailingOutput = ""
      case .printedAfterLastCell(_, let text): trailingOutput += text
      case .lessonEnded(let plan, let results):
        let run = LessonRun(plan, results, trailingOutput: trailingOutput)
        if names.insert(run.lesson.name).inserted { runs.append(run) }
        for result in results where result.verdict.status.isFailure {
          Terminal.writeError(Diagnostic(result, of: plan).text())
        }
      case .lessonRefused(let error): Terminal.writeError(error.message(courseRun.reportContext.invocation))
      default: break
      }
    }
    if !runs.isEmpty {
      let isWhole = lessons.isEmpty && summary.refused == 0
      let path = folder ?? "Output/\(format.name)"
      // Pages that were made earlier stay on the site when others are rendered.
      let output = OutputFolder(path)
      let pages = try pages(of: runs, format, templates, in: course, keeping: isWhole ? [] : output.files)
      try write(format.files(pages), to: output, path, keepsOthers: !isWhole, of: runs.count)
    }
    try end(with: summary.exitCode)
  }

  /// Reads the templates that are asked for, or the course's own.
  private func readTemplates(for format: PageFormat, of course: Course) throws -> Templates {
    var folder = templates
    if folder == nil, format.takesTemplates, let own = CourseProgram.current.templates {
      folder = course.root.map { "\($0)/\(own)" }
      if folder == nil { Terminal.writeError(Diagnostic(Notice.usesBuiltInTemplates, kind: .note).text()) }
    }
    return try Self.templates(folder)
  }

  /// Reads the templates in a folder, or the built-in ones.
  static func templates(_ folder: String?) throws -> Templates {
    do throws(Templates.Failure) {
      return try Templates(folder: folder)
    } catch {
      let location = SourceLocation(line: error.line, column: error.column)
      Terminal.writeError(Diagnostic(error.reason, file: error.file, location: location).text())
      throw ExitCode.failure
    }
  }

  /// Returns the pages of the lessons that were run, with references to those that already have a page.
  private func pages(
    of runs: [LessonRun], _ format: PageFormat, _ templates: Templates, in course: Course, keeping files: [String]
  ) throws -> CoursePages {
    let ran = Set(runs.map(\.lesson.name))
    let files = Set(files)
    let kept = course.lessons.filter { !ran.contains($0.name) && files.contains("\($0.name).\(format.suffix)") }
    let names = ran.union(kept.map(\.name))
    let pages = try runs.map { run in
      try sanitized(run.lesson) { () throws(LessonBody.UnsafeProse) in
        try LessonPage(
          run, for: format, among: names, showsSolutions: !withoutSolutions)
      }
    }
    for page in pages {
      for problem in page.imageProblems {
        Terminal.writeError(Diagnostic(problem.message, kind: .warning, file: page.run.lesson.file).text())
      }
    }
    let pagesByName = Dictionary(pages.map { ($0.run.lesson.name, $0) }) { first, _ in first }
    let keptNames = Set(kept.map(\.name))
    let references = try course.lessons.compactMap { compiled -> PageReference? in
      let part = course.part(of: compiled.name)
      if let page = pagesByName[compiled.name] { return page.reference(part: part) }
      guard keptNames.contains(compiled.name), let lesson = try? course.read(compiled),
        lesson.problems.isEmpty
      else { return nil }
      return try sanitized(lesson) { () throws(LessonBody.UnsafeProse) in
        PageReference(lesson, try LessonBody(lesson), part: part)
      }
    }
    return CoursePages(
      course: course.title, program: Terminal.program, pages: pages, references: references, templates: templates)
  }

  /// Reads and sanitizes a lesson's prose.
  ///
  /// If that fails, it reports the lesson and throws, so that no file is written.
  private func sanitized<Value>(_ lesson: Lesson, _ read: () throws(LessonBody.UnsafeProse) -> Value) throws -> Value {
    do throws(LessonBody.UnsafeProse) {
      return try read()
    } catch {
      let message = "the lesson's prose cannot be sanitized, so no page was made: please report this bug"
      Terminal.writeError(Diagnostic(message, file: lesson.file).text())
      throw ExitCode.failure
    }
  }

  private func write(
    _ files: [RenderedFile], to output: OutputFolder, _ path: String, keepsOthers: Bool, of lessonCount: Int
  ) throws {
    do throws(OutputFolder.Failure) {
      try output.write(files, keepsOthers: keepsOthers)
      Terminal.write("\(path): \(pluralized(files.count, "file")) of \(pluralized(lessonCount, "lesson"))\n")
    } catch {
      Terminal.writeError("error: \(error.message)\n")
      throw ExitCode.failure
    }
  }
}

extension OutputFolder.Failure {
  fileprivate var message: String {
    switch self {
    case .foreign(let path):
      "\(path) was not made by this command or has been changed since, so nothing was written: move it away, or choose another folder with -o"
    case .misplaced(let path):
      "the page format makes a file '\(path)', which is not inside the folder, so nothing was written: change the path in the format"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
