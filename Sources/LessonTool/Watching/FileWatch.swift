import Dispatch
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells when a file is saved, also by editors that write another file and rename it.
///
/// The folder is watched, not the file: a renamed file is another file. Nothing runs until the system says that something happened.
final class FileWatch {
  private let source: any DispatchSourceProtocol

  /// Begins to watch; nil where the folder cannot be watched.
  init?(_ path: String, saved: @escaping @Sendable () -> Void) {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    #if os(Linux)
      let folder = file.deletingLastPathComponent().path
      let name = file.lastPathComponent
      let notifications = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
      guard notifications >= 0, inotify_add_watch(notifications, folder, events) >= 0 else { return nil }
      let source = DispatchSource.makeReadSource(fileDescriptor: notifications, queue: .global())
      source.setEventHandler {
        if Self.names(in: notifications).contains(name) { saved() }
      }
      source.setCancelHandler { close(notifications) }
    #else
      // A save in place changes the file and a rename its folder: looking at the file four times a second finds both.
      nonisolated(unsafe) var last = Self.stamp(of: file.path)
      let source = DispatchSource.makeTimerSource(queue: .global())
      source.schedule(deadline: .now(), repeating: .milliseconds(250), leeway: .milliseconds(50))
      source.setEventHandler {
        let stamp = Self.stamp(of: file.path)
        if stamp != last { saved() }
        last = stamp
      }
    #endif
    source.resume()
    self.source = source
  }

  deinit { source.cancel() }

  #if os(Linux)
    /// The names of the files in the folder to which something happened.
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
    /// What changes when a file is saved.
    private static func stamp(of path: String) -> [Int] {
      var status = stat()
      guard stat(path, &status) == 0 else { return [] }
      return [
        Int(status.st_ino), Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec), Int(status.st_size),
      ]
    }
  #endif
}
