import LessonPages
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// A course's program: its lessons, and the formats of its reports and pages.
struct CourseProgram: Sendable {
  var course: Course
  /// The course's own version.
  var version: String?
  var reports: [ReportFormat]
  var pages: [PageFormat]
  /// The path from the package's root of the course's own templates, if it has them.
  var templates: String?
  /// The course's own command to build the program, if it has one.
  var buildCommand: BuildCommand?

  /// The running program.
  @TaskLocal static var current = CourseProgram(
    course: Course(lessons: [], needs: []), reports: ReportFormat.all, pages: PageFormat.all)
}

extension CourseProgram {
  /// Returns how the program is called and built, for messages.
  func invocation(options: [String] = []) -> Invocation {
    invocation(of: course.root.map { CourseBuild(root: $0) }, options: options)
  }

  /// Returns how the program is called and built by a build, for messages.
  func invocation(of build: CourseBuild?, options: [String] = []) -> Invocation {
    Invocation(
      program: Terminal.command, build: build?.command(known: buildCommand),
      builtProgram: build?.otherProgram(known: buildCommand), options: options)
  }

  /// What `--version` prints: the course's version, if it has one, and that of the tool.
  var versionText: String {
    let tool = "lessons \(Self.toolVersion)"
    return version.map { "\($0) (\(tool))" } ?? tool
  }

  /// How a lesson is named on the command line, and which command to try first.
  var howToBegin: String {
    let references = "a unique beginning of its name"
    guard let name = course.lessons.first?.name else {
      return "LESSON is a lesson's name, \(references), or its path. To begin, try `new 01-first`."
    }
    let beginning = name.split(separator: "-").first.map(String.init) ?? name
    let isUnique = course.lessons.count { $0.name.hasPrefix(beginning) } == 1
    let short = isUnique ? beginning : name
    return "LESSON is a lesson's name (\(name)), \(references)\(isUnique ? " (\(short))" : ""), or its path. "
      + "To begin, try `list` and `run \(short)`."
  }
}
