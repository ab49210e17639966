import Dispatch
import LessonRunner

/// A course that is followed while someone works on it: its program is built whenever a file of its package, or of a package that it depends on
/// by path, is saved.
///
/// A session asks for ``news(within:)`` again and again; a newer save replaces a running build.
final class WatchedCourse {
  /// What has happened since a session last asked.
  struct News {
    /// What was saved; the build that this needs has begun.
    var saved: Changes
    /// Whether a build has ended.
    var buildEnded = false
  }

  let build: CourseBuild
  private let changes = PendingChanges()
  private let watch: FolderWatch?
  private var building: RunningBuild?
  /// The output of the last build if it failed.
  private(set) var failure: String?
  /// Whether the folders of local packages are watched.
  private var watchesPackages = false
  /// Whether the last build had all files of other packages.
  private var hasAllFiles = false
  /// Whether the system watches the lessons.
  let watchesLessons: Bool

  private let builds: Bool

  /// Begins to watch a course.
  ///
  /// - Parameters:
  ///   - lessons: the paths of the lessons that the session shows, or of the folders in which all Markdown files are such lessons.
  ///   - buildsOther: whether a program is built even if it is not the running one, which is then from elsewhere.
  init(root: String, lessons: [String], buildsOther: Bool = true) {
    build = CourseBuild(root: root)
    builds = buildsOther || build.isRunning
    let files = ChangedFiles(root: root, lessons: lessons)
    watch = FolderWatch { [changes] path in changes.add(files.change(of: path)) }
    for lesson in lessons { watch?.add(lesson) }
    watchesLessons = watch?.isComplete ?? false
    watch?.add("\(root)/\(AnswersFolder.name)")
    watch?.add(root)
  }

  /// Whether the system watches all files; it may have a limit.
  var isComplete: Bool { watch?.isComplete ?? false }

  /// Whether a build is running.
  var isBuilding: Bool { building != nil }

  /// Starts a build, in the place of a running one.
  func startBuild() {
    guard builds else { return }
    cancelBuild()
    building = RunningBuild(build, addingFoldersTo: watchesPackages ? nil : watch, findsFiles: !hasAllFiles) {
      [changes] in changes.add(.build)
    }
  }

  /// Ends a running build.
  func cancelBuild() {
    guard let building else { return }
    building.cancel()
    self.building = nil
    // SwiftPM may have been stopped while it wrote down how to build which files, and would go on with what is there.
    hasAllFiles = false
  }

  /// Makes the session look again at what it has to do.
  var wake: @Sendable () -> Void { { [changes] in changes.add([]) } }

  /// Waits for news for at most the given time; a build is started for what was saved.
  func news(within time: DispatchTimeInterval) -> News {
    let changes = changes.take(within: time)
    if changes.contains(.manifest) { watchesPackages = false }
    if changes.contains(.otherPackage) { hasAllFiles = false }
    guard changes.isDisjoint(with: .program) else {
      startBuild()
      return News(saved: changes)
    }
    guard let building, let end = building.end else { return News(saved: changes) }
    self.building = nil
    watchesPackages = end.hasFolders
    if case .failed(let output) = end.outcome { failure = output } else { failure = nil }
    // A build that failed may not have got as far as to list the files.
    hasAllFiles = hasAllFiles || (building.findsFiles && failure == nil)
    return News(saved: changes, buildEnded: true)
  }
}
