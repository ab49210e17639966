import ArgumentParser
import LessonFormat
import LessonPages
import LessonReports
import LessonRunner

/// Makes pages of lessons and their actual outputs: `lessons render [LESSON…] --to FORMAT`.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs lessons and makes a web site, Markdown files or notebooks of them.",
    discussion: """
      Without a lesson, all are rendered. The same lessons and outputs give the same files, byte for byte. Files that were not made by \
      this command are never replaced or removed. The exit code is the one of `check`.
      """)

  /// What is made.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case html, markdown, ipynb
  }

  @Argument(help: "The lessons.")
  var lessons: [LessonReference] = []

  @Option(help: "What to make.")
  var to: Form

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder for the files; Output/FORMAT without it.", valueName: "folder"))
  var folder: String?

  @Option(
    help: ArgumentHelp("Mustache templates for the web site, in the place of the usual ones.", valueName: "folder"))
  var templates: String?

  @OptionGroup var parallel: ParallelSettings

  @OptionGroup var settings: RunSettings

  func validate() throws {
    if let reference = lessons.first(where: { $0.cell != nil }) {
      throw ValidationError("render takes lessons, not cells of them: '\(reference.lesson)#\(reference.cell ?? "")'")
    }
    guard folder != "" else { throw ValidationError("-o takes a folder") }
    if templates != nil, to != .html { throw ValidationError("--templates goes with --to html") }
  }

  func run() throws {
    Interruption.watch()
    let course = Course.current
    let format = try format(for: course)
    let plans = lessons.plans(in: course, options: settings.options(for: course))
    guard !plans.isEmpty else {
      Terminal.writeError("error: this course has no lessons\n")
      throw ExitCode(Exit.nothingSelected)
    }
    let waiting = StillRunningReport { Terminal.writeError($0) }
    var runs: [LessonRun] = []
    var lastWords = ""
    var isRefused = false
    let summary = Runner().run(plans, jobs: parallel.jobs, live: waiting.handle) { event in
      switch event {
      case .lessonStarted: lastWords = ""
      case .printedAfterLastCell(_, let text): lastWords += text
      case .lessonEnded(let plan, let results):
        let run = LessonRun(plan, results, lastWords: lastWords)
        if !runs.contains(where: { $0.name == run.name }) { runs.append(run) }
        for image in run.missingImages {
          let message = "there is no image '\(image)' to show"
          Terminal.writeError(Diagnostic(message, kind: .warning, file: plan.lesson.file).text())
        }
        for result in results where result.verdict.status.isFailure {
          Terminal.writeError(Diagnostic(result, of: plan).text())
        }
      case .lessonRefused(let refusal):
        Terminal.writeError(refusal.message(program: Terminal.program))
        isRefused = true
      default: break
      }
    }
    if !runs.isEmpty { try write(runs, format, in: course, isWhole: lessons.isEmpty && !isRefused) }
    try end(with: max(summary.exitCode, isRefused ? Exit.invalidLesson : 0))
  }

  private func format(for course: Course) throws -> any PageFormat {
    switch to {
    case .markdown: return MarkdownPages()
    case .ipynb: return NotebookPages()
    case .html:
      do throws(Templates.Failure) {
        return HTMLPages(course: course.title, templates: try Templates(folder: templates))
      } catch {
        let place = Place(line: error.line, column: error.column)
        Terminal.writeError(Diagnostic(error.reason, file: error.file, place: place).text())
        throw ExitCode.failure
      }
    }
  }

  /// - Parameter isWhole: whether these are all lessons; otherwise the pages of others stay.
  private func write(_ runs: [LessonRun], _ format: any PageFormat, in course: Course, isWhole: Bool) throws {
    let path = folder ?? "Output/\(to.rawValue)"
    let output = OutputFolder(path)
    // A page that was made before stays on the site when others are rendered.
    let before = isWhole ? [] : output.files
    let pages = course.lessons.compactMap { compiled -> PageReference? in
      if let run = runs.first(where: { $0.name == compiled.name }) { return run.reference }
      guard before.contains("\(compiled.name).\(format.suffix)"), let lesson = try? course.read(compiled) else {
        return nil
      }
      return PageReference(lesson)
    }
    let files = format.files(of: runs, among: pages)
    do throws(OutputFolder.Failure) {
      try output.write(files, keepsOthers: !isWhole)
      Terminal.write("\(path): \(count(files.count, "file")) of \(count(runs.count, "lesson"))\n")
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
      "\(path) was not made by this command, or was changed since, so nothing was written: move it away, or choose another folder with -o"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
