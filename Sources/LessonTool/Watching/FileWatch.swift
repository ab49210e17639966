import Dispatch
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Watches for saves of a file, including by editors that write another file and rename it.
///
/// The folder is watched, not only the file, because after a rename the path refers to a different file. There is no polling.
final class FileWatch {
  private let sources: [any DispatchSourceProtocol]

  deinit { for source in sources { source.cancel() } }

  #if os(Linux)
    /// Starts watching; fails if the folder cannot be watched.
    init?(_ path: String, saved: @escaping @Sendable () -> Void) {
      let file = URL(filePath: path).resolvingSymlinksInPath()
      let name = file.lastPathComponent
      let notifications = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
      guard notifications >= 0,
        inotify_add_watch(notifications, file.deletingLastPathComponent().path, events) >= 0
      else { return nil }
      let source = DispatchSource.makeReadSource(fileDescriptor: notifications, queue: .global())
      source.setEventHandler {
        if Self.names(in: notifications).contains(name) { saved() }
      }
      source.setCancelHandler { close(notifications) }
      source.resume()
      sources = [source]
    }

    /// Returns the names of the files in the folder that changed.
    private static func names(in notifications: Int32) -> Set<String> {
      var names: Set<String> = []
      var bytes = [UInt8](repeating: 0, count: 1 << 14)
      while case let count = read(notifications, &bytes, bytes.count), count > 0 {
        bytes.withUnsafeBytes { buffer in
          var offset = 0
          while offset < count {
            let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let start = offset + MemoryLayout<inotify_event>.size
            let name = buffer[start..<start + Int(event.len)].prefix { $0 != 0 }
            names.insert(String(decoding: name, as: UTF8.self))
            offset = start + Int(event.len)
          }
        }
      }
      return names
    }
  #else
    /// Starts watching; fails if the folder cannot be watched.
    init?(_ path: String, saved: @escaping @Sendable () -> Void) {
      let file = URL(filePath: path).resolvingSymlinksInPath()
      // A rename changes the folder, and a save in place changes the file, so both are watched; events that did not change the file are ignored.
      let stamp = Stamp(file.path)
      let queue = DispatchQueue(label: "lessons.watch")
      nonisolated(unsafe) var inPlace: (any DispatchSourceProtocol)?
      @Sendable func check() {
        guard stamp.hasChanged() else { return }
        saved()
        inPlace?.cancel()
        inPlace = Self.source(file.path, queue, check)
      }
      inPlace = Self.source(file.path, queue, check)
      guard let folder = Self.source(file.deletingLastPathComponent().path, queue, check) else { return nil }
      sources = [folder]
    }

    private static func source(
      _ path: String, _ queue: DispatchQueue, _ changed: @escaping @Sendable () -> Void
    ) -> (any DispatchSourceProtocol)? {
      let descriptor = open(path, O_EVTONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      let source = DispatchSource.makeFileSystemObjectSource(
        fileDescriptor: descriptor, eventMask: [.write, .extend, .rename, .delete], queue: queue)
      source.setEventHandler(handler: changed)
      source.setCancelHandler { close(descriptor) }
      source.resume()
      return source
    }

    /// The attributes of a file that change when it is saved.
    private final class Stamp: @unchecked Sendable {
      private let path: String
      private var last: [Int]

      init(_ path: String) {
        self.path = path
        last = Self.read(path)
      }

      func hasChanged() -> Bool {
        let now = Self.read(path)
        defer { last = now }
        return now != last
      }

      private static func read(_ path: String) -> [Int] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [] }
        let (time, size) = (status.st_mtimespec, Int(status.st_size))
        return [Int(status.st_ino), Int(time.tv_sec), Int(time.tv_nsec), size]
      }
    }
  #endif
}
