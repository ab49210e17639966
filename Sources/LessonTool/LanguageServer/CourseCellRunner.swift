import ArgumentParser
import Foundation
import LessonFormat
import LessonLanguageServer
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime
import TextFormatting

/// Builds the course and runs its cells for an editor.
struct CourseCellRunner: CellRunner {
  let program: CourseProgram
  /// The path of the program when it started: a build replaces the file, and then the system does not know it any more.
  let executable: String

  func run(
    _ command: CellCommand, isCancelled: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (CellCommandReport) -> Void
  ) {
    let folder = (command.path as NSString).deletingLastPathComponent
    let course = program.course.found(from: folder)
    guard let root = course.root, let file = course.file(atPath: command.path) else {
      return report(
        .failed(
          "\(command.path) is no lesson of the course of `\(Terminal.program)`: run it with the program of its own course, or with `swift test`"
        ))
    }
    let lesson = Lesson(reading: command.path, file: file)
    guard lesson.problems.isEmpty else { return report(.failed("\(file) has problems: mend them first")) }
    let build = CourseBuild(root: root, executable: executable)
    report(.progress("building"))
    switch build.run(findsFiles: false, isCancelled: isCancelled) {
    case .cancelled: return
    case .failed(let output): return report(Self.report(ofFailed: output, root: root, lesson))
    case .built: break
    }
    do {
      report(try run(command, lesson, in: course, build, isCancelled: isCancelled, report: report))
    } catch let error as PlanningError {
      report(.failed(error.diagnostics(program.invocation(of: build)).map(\.message).joined(separator: "\n")))
    } catch {
      report(.failed("\(error)"))
    }
  }

  /// Returns the errors of a build that are in the lesson, at their lines, or else the first error.
  private static func report(ofFailed output: String, root: String, _ lesson: Lesson) -> CellCommandReport {
    let errors = BuildErrors(in: output, root: root)
    let outcomes = errors.located.filter { $0.file == lesson.file }.compactMap { error -> CellOutcome? in
      let cell = lesson.cells.last { $0.line <= error.location.line }
      return cell.map {
        CellOutcome(
          cell: $0.id, line: error.location.line, severity: .error, message: "does not compile: \(error.message)")
      }
    }
    guard outcomes.isEmpty else { return .outcomes(outcomes) }
    let reason = errors.located.first.map { "\($0.file):\($0.location.line):\($0.location.column): \($0.message)" }
    let line = output.split(separator: "\n").last { $0.contains("error: ") } ?? output.split(separator: "\n").last
    return .failed("the build fails: \(reason ?? line.map(String.init) ?? "")")
  }

  private func run(
    _ command: CellCommand, _ lesson: Lesson, in course: Course, _ build: CourseBuild,
    isCancelled: @escaping @Sendable () -> Bool, report: @escaping @Sendable (CellCommandReport) -> Void
  ) throws -> CellCommandReport {
    var options = try RunSettings.parse([]).options(for: course)
    // What is recorded must be made in this run.
    let keptValues = TemporaryKeptValues()
    if command.kind == .record { options.keptValues = keptValues.folder }
    let plan = try course.plan(
      CompiledLesson(expectedOf: lesson), path: command.path,
      selection: command.kind == .runThrough ? .through(command.cell) : .only([command.cell]), options: options)
    let results = Runner(executable: build.program).run(plan, isCancelled: isCancelled) { event in
      switch event {
      case .cellStarted(let plan, let index): report(.progress(plan.lesson.cells[index].id))
      case .cellProgressed(let plan, let index, let done, let total, let note):
        report(.progress("\(plan.lesson.cells[index].id): \(done) of \(total) \(note)"))
      default: break
      }
    }
    guard command.kind == .record else {
      return .outcomes(results.map { CellOutcome($0, variant: options.variant) })
    }
    do {
      let recording = try Recorder(requestedVariant: nil, isDryRun: true).record(plan, results)
      let what =
        recording.edits.isEmpty
        ? "nothing to record: \(command.cell) prints what is recorded" : "recorded the output of \(command.cell)"
      return .recorded(recording.bytes, message: what)
    } catch {
      return .failed("nothing was recorded: \(error.diagnostic(plan).message)")
    }
  }
}

extension CellOutcome {
  /// Creates what an editor shows of a result.
  ///
  /// - Parameter variant: the variant of the outputs that were compared.
  fileprivate init(_ result: CellResult, variant: String?) {
    let output = result.cell.output(variant: variant)?.fence.lines.lowerBound
    switch result.verdict.status {
    case .pass:
      self.init(
        cell: result.cell.id, line: output ?? result.line, severity: .information,
        message: "pass, \(result.duration.text)")
    case .skip: self.init(cell: result.cell.id, line: result.line, severity: .warning, message: result.message)
    default:
      var message = result.message
      if case .differs(let mismatch) = result.verdict {
        message += "\n" + DiffText(mismatch, style: .plain, indent: "").text
      }
      self.init(cell: result.cell.id, line: result.line, severity: .error, message: message)
    }
  }
}

extension Course {
  /// Returns how messages name the lesson at a path, or nil if it is none of the course.
  fileprivate func file(atPath path: String) -> String? {
    guard let root else { return nil }
    return (lessons.map(\.file) + addedFiles).first { "\(root)/\($0)".realPath == path.realPath }
  }
}
