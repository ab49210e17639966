#if os(Linux)
  import Dispatch
  import Foundation
  import Glibc
  import Synchronization

  /// Watches folders and everything below them, except for ignored files.
  ///
  /// There is no polling: the system (inotify) watches single folders, so each folder below is added, and again if it is replaced. A folder's parent is watched,
  /// too, because the folder itself may be replaced. All paths are real ones, without symbolic links.
  final class FolderWatch: Sendable {
    private struct State: Sendable {
      /// The files and folders to watch, with everything below them.
      var roots: Set<String> = []
      /// The watched folders by the system's numbers.
      var folders: [Int32: String] = [:]
      /// The watched folders whose subfolders are watched, too.
      var trees: Set<String> = []
      var isComplete = true
    }

    private let notifications: Int32
    private let state = Mutex(State())
    // Dispatch's sources may be used from any thread, but are not declared so.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let changed: @Sendable (String?) -> Void

    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR)

    /// Creates a watch without folders; fails if the system allows no more.
    ///
    /// - Parameter changed: called with the path of each file or folder that changed, or with nil if any may have.
    init?(changed: @escaping @Sendable (String?) -> Void) {
      notifications = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      guard notifications >= 0 else { return nil }
      self.changed = changed
      source = DispatchSource.makeReadSource(
        fileDescriptor: notifications, queue: DispatchQueue(label: "lessons.watch"))
      source.setEventHandler { [weak self] in self?.readEvents() }
      source.setCancelHandler { [notifications] in close(notifications) }
      source.resume()
    }

    deinit { source.cancel() }

    /// Whether the system watches all that was added; it may have a limit.
    var isComplete: Bool { state.withLock(\.isComplete) }

    /// Watches a folder with everything below it, or a file; what is missing is watched once it is there.
    func add(_ path: String) { state.withLock { addRoot(path, &$0) } }

    private func addRoot(_ path: String, _ state: inout State) {
      let root = path.realPath
      guard state.roots.insert(root).inserted else { return }
      addFolder(URL(filePath: root).deletingLastPathComponent().path, &state)
      addTree(root, &state)
    }

    @discardableResult
    private func addFolder(_ folder: String, _ state: inout State) -> Bool {
      let number = inotify_add_watch(notifications, folder, Self.mask)
      if number >= 0 { state.folders[number] = folder }
      // A file has no watch of its own, and a folder may be gone already.
      if number < 0, errno != ENOTDIR, errno != ENOENT { state.isComplete = false }
      return number >= 0
    }

    private func addTree(_ folder: String, _ state: inout State) {
      guard !state.trees.contains(folder), !IgnoredFiles.isOutput(folder), addFolder(folder, &state) else { return }
      state.trees.insert(folder)
      guard let entries = opendir(folder) else { return }
      defer { closedir(entries) }
      while let entry = readdir(entries) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard !IgnoredFiles.isIgnored(name) else { continue }
        switch Int(entry.pointee.d_type) {
        case DT_DIR, DT_UNKNOWN: addTree("\(folder)/\(name)", &state)
        case DT_LNK: addRoot("\(folder)/\(name)", &state)
        default: break
        }
      }
    }

    private func removeTree(_ folder: String, _ state: inout State) {
      for (number, path) in state.folders where path == folder || path.hasPrefix(folder + "/") {
        inotify_rm_watch(notifications, number)
        state.folders[number] = nil
        state.trees.remove(path)
      }
    }

    private func readEvents() {
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(notifications, &bytes, bytes.count), count > 0 {
        bytes.withUnsafeBytes { buffer in
          var offset = 0
          while offset < count {
            let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let start = offset + MemoryLayout<inotify_event>.size
            offset = start + Int(event.len)
            let name = String(decoding: buffer[start..<offset].prefix { $0 != 0 }, as: UTF8.self)
            state.withLock { handle(Int(event.mask), of: event.wd, name, &$0) }
          }
        }
      }
    }

    private func handle(_ events: Int, of number: Int32, _ name: String, _ state: inout State) {
      if events & Int(IN_Q_OVERFLOW) != 0 {
        state.trees = []
        for root in state.roots { addTree(root, &state) }
        return changed(nil)
      }
      guard let folder = state.folders[number] else { return }
      if events & Int(IN_IGNORED) != 0 {
        state.folders[number] = nil
        state.trees.remove(folder)
        return
      }
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      let isRoot = state.roots.contains(path)
      let isBelow = state.trees.contains(folder) && !IgnoredFiles.isIgnored(name)
      guard isRoot || isBelow else { return }
      if events & Int(IN_ISDIR) != 0 {
        if events & Int(IN_MOVED_FROM) != 0 { removeTree(path, &state) }
        if events & Int(IN_CREATE | IN_MOVED_TO) != 0 { addTree(path, &state) }
        if IgnoredFiles.isOutput(path) { return }
      } else if events & Int(IN_CREATE) != 0 {
        // A new file is reported when it has been written; a link is not written.
        guard Self.isLink(path) else { return }
        addRoot(path, &state)
      }
      changed(path)
    }

    private static func isLink(_ path: String) -> Bool {
      var status = stat()
      return lstat(path, &status) == 0 && (status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1)
    }
  }
#endif
