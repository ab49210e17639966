import Dispatch
import Synchronization

/// A build that runs while something else is done.
final class RunningBuild: Sendable {
  private let isCancelled = Atomic(false)
  private let result = Mutex<(outcome: CourseBuild.Outcome, hasFolders: Bool)?>(nil)
  /// Whether files that are new in other packages are built.
  let findsFiles: Bool
  /// Two builds of one package would wait for each other.
  private static let queue = DispatchQueue(label: "lessons.build")

  /// Starts a build.
  ///
  /// - Parameters:
  ///   - watch: where to add the folders of local packages before the build, or nil if it has them.
  ///   - findsFiles: whether to look for new and removed files in other packages, too.
  ///   - ended: called when there is an outcome.
  init(
    _ build: CourseBuild, addingFoldersTo watch: FolderWatch?, findsFiles: Bool, ended: @escaping @Sendable () -> Void
  ) {
    self.findsFiles = findsFiles
    Self.queue.async { [self] in
      let isCancelled = { self.isCancelled.load(ordering: .relaxed) }
      var hasFolders = watch == nil
      if let watch, let folders = build.localPackages(isCancelled: isCancelled) {
        for folder in folders { watch.add(folder) }
        hasFolders = true
      }
      let outcome = isCancelled() ? .cancelled : build.run(findsFiles: findsFiles, isCancelled: isCancelled)
      result.withLock { $0 = (outcome, hasFolders) }
      ended()
    }
  }

  /// The outcome, and whether the folders of local packages are watched; nil while the build runs.
  var end: (outcome: CourseBuild.Outcome, hasFolders: Bool)? { result.withLock { $0 } }

  /// Ends the build soon; its outcome is then of no use.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }
}
