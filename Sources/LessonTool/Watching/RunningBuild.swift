import Dispatch
import Synchronization

/// A build that runs while something else is done.
final class RunningBuild: Sendable {
  private let isCancelled = Atomic(false)
  private let result = Mutex<(outcome: CourseBuild.Outcome, hasFolders: Bool)?>(nil)
  /// Two builds of one package would wait for each other.
  private static let queue = DispatchQueue(label: "lessons.build")

  /// Starts a build.
  ///
  /// - Parameters:
  ///   - watch: where to add the folders of local packages before the build, or nil if it has them.
  ///   - ended: called when there is an outcome.
  init(_ build: CourseBuild, addingFoldersTo watch: FolderWatch?, ended: @escaping @Sendable () -> Void) {
    Self.queue.async { [self] in
      let isCancelled = { self.isCancelled.load(ordering: .relaxed) }
      var hasFolders = watch == nil
      if let watch, let folders = build.localPackages(isCancelled: isCancelled) {
        for folder in folders { watch.add(folder) }
        hasFolders = true
      }
      let outcome = isCancelled() ? .cancelled : build.run(isCancelled: isCancelled)
      result.withLock { $0 = (outcome, hasFolders) }
      ended()
    }
  }

  /// The outcome, and whether the folders of local packages are watched; nil while the build runs.
  var end: (outcome: CourseBuild.Outcome, hasFolders: Bool)? { result.withLock { $0 } }

  /// Ends the build soon; its outcome is then of no use.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }
}
