import ArgumentParser
import LessonPages
import LessonPresentation
import LessonPreview
import LessonReports
import LessonRunner

/// Serves a course's pages, which follow the lessons' files: `lessons preview [LESSON]`.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show the lessons' pages in a browser, and change them whenever a lesson is saved.",
    discussion: """
      The pages are served on this machine only, and only to the browser that opens the printed address. What is saved is built, and the \
      lessons whose pages are open are run. Exercises can be answered in their pages. Press ctrl-C to stop.
      """)

  @Argument(
    help: ArgumentHelp("The lesson, optionally with a cell to begin at.", valueName: "lesson[#cell]"),
    completion: .lessonOrCell)
  var lesson: LessonReference?

  @Option(
    help: ArgumentHelp(
      "The port to serve the pages at (default: \(Self.usualPort), or any free one).", valueName: "number"))
  var port: UInt16?

  @Flag(help: "Only print the address, without opening a browser.")
  var noOpen = false

  @OptionGroup var settings: RunSettings

  private static let usualPort: UInt16 = 8421

  func run() throws {
    Interruption.watch()
    let course = CourseProgram.current.course
    let path = try path(in: course)
    guard let root = course.root else {
      throw failure(Diagnostic(Notice.noPackageToPreview).text())
    }
    let options = settings.options(for: course)
    let context = settings.reportContext(options)
    let templates = try Render.templates(CourseProgram.current.templates.map { "\(root)/\($0)" })
    let session = PreviewSession(course, root: root, options: options, context: context, templates: templates)
    let server = try server(session.pages)
    server.start()
    let address = server.address(of: path)
    if !noOpen, !Browser.open(server.addressForOnce(of: path)) {
      Terminal.writeError(Diagnostic(Notice.noBrowser, kind: .note).text())
    }
    Terminal.write(
      "\(address)\n" + context.style.dim("— serving the pages of this course, press ctrl-C to stop —") + "\n")
    session.run()
  }

  /// Returns the path of the page to open.
  private func path(in course: Course) throws -> String {
    guard let lesson else { return "/index.html" }
    do throws(PlanningError) {
      let found = try lesson.findOrAdded(in: course)
      let anchor = lesson.cell.map { "#cell-\($0)" } ?? ""
      return "/\(found.name).html\(anchor)"
    } catch {
      throw failure(error.message(CourseProgram.current.invocation()))
    }
  }

  private func failure(_ message: String) -> ExitCode {
    Terminal.writeError(message)
    return ExitCode(ExitStatus.invalidLesson)
  }

  /// Starts a server at the port that was asked for, or otherwise at the usual one or any that is free.
  private func server(_ pages: PreviewPages) throws -> PreviewServer {
    do throws(PreviewServer.Failure) {
      guard port == nil else { return try PreviewServer(pages, port: port ?? 0) }
      do throws(PreviewServer.Failure) {
        return try PreviewServer(pages, port: Self.usualPort)
      } catch {
        guard case .portTaken = error else { throw error }
        return try PreviewServer(pages, port: 0)
      }
    } catch {
      Terminal.writeError(Diagnostic(error.message).text())
      throw ExitCode.failure
    }
  }
}

extension PreviewServer.Failure {
  fileprivate var message: String {
    switch self {
    case .portTaken(let port):
      "another program uses the port \(port): choose another one with --port, or leave that out to get one that is free"
    case .system(let reason): "cannot serve pages: \(reason)"
    }
  }
}
