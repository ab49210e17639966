#if os(macOS)
  import CoreServices
  import Dispatch
  import Foundation
  import Synchronization

  /// Watches folders and everything below them, except for ignored files.
  ///
  /// There is no polling: the system (FSEvents) watches whole trees; a stream's folders cannot be changed, so that adding one makes a new stream.
  final class FolderWatch: @unchecked Sendable {
    private struct State {
      var roots: [String] = []
      var stream: FSEventStreamRef?
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "lessons.watch")
    private let changed: @Sendable (String?) -> Void

    /// Creates a watch without folders.
    ///
    /// - Parameter changed: called with the path of each file or folder that changed, or with nil if any may have.
    init?(changed: @escaping @Sendable (String?) -> Void) { self.changed = changed }

    deinit { state.withLock { Self.stop($0.stream) } }

    /// Whether the system watches all that was added.
    var isComplete: Bool { state.withLock { $0.stream != nil } }

    /// Watches a folder with everything below it, or a file.
    func add(_ path: String) {
      let root = path.realPath
      state.withLock { state in
        guard !state.roots.contains(where: { root == $0 || root.hasPrefix($0 + "/") }) else { return }
        state.roots.append(root)
        let old = state.stream
        state.stream = makeStream(state.roots)
        Self.stop(old)
      }
    }

    private func makeStream(_ roots: [String]) -> FSEventStreamRef? {
      var context = FSEventStreamContext(
        version: 0, info: Unmanaged.passUnretained(self).toOpaque(), retain: nil, release: nil, copyDescription: nil)
      let flags =
        kFSEventStreamCreateFlagFileEvents | kFSEventStreamCreateFlagUseCFTypes
        | kFSEventStreamCreateFlagNoDefer | kFSEventStreamCreateFlagWatchRoot
      let folders = roots.map { root in
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: root, isDirectory: &isFolder)
        return exists && isFolder.boolValue ? root : (root as NSString).deletingLastPathComponent
      }
      let callback: FSEventStreamCallback = { _, info, count, paths, flags, _ in
        guard let info else { return }
        let watch = Unmanaged<FolderWatch>.fromOpaque(info).takeUnretainedValue()
        let paths = Unmanaged<CFArray>.fromOpaque(paths).takeUnretainedValue() as? [String] ?? []
        for index in 0..<count { watch.handle(Int(flags[index]), paths[index]) }
      }
      guard
        let stream = FSEventStreamCreate(
          nil, callback, &context, folders as CFArray, FSEventStreamEventId(kFSEventStreamEventIdSinceNow), 0.05,
          FSEventStreamCreateFlags(flags))
      else { return nil }
      FSEventStreamSetDispatchQueue(stream, queue)
      FSEventStreamStart(stream)
      return stream
    }

    private func handle(_ flags: Int, _ path: String) {
      if flags & (kFSEventStreamEventFlagMustScanSubDirs | kFSEventStreamEventFlagRootChanged) != 0 {
        return changed(nil)
      }
      let roots = state.withLock(\.roots)
      guard let root = roots.first(where: { path == $0 || path.hasPrefix($0 + "/") }) else { return }
      var folder = root
      for name in path.dropFirst(root.count).split(separator: "/") {
        if IgnoredFiles.isIgnored(name) || IgnoredFiles.isOutput(folder) { return }
        folder += "/\(name)"
      }
      changed(path)
    }

    private static func stop(_ stream: FSEventStreamRef?) {
      guard let stream else { return }
      FSEventStreamStop(stream)
      FSEventStreamInvalidate(stream)
      FSEventStreamRelease(stream)
    }
  }
#endif
