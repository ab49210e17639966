import Foundation

/// What a build can change in a program: its file, and the libraries and resources beside it.
struct BuiltProgram: Equatable {
  private let stamps: [String: Stamp]

  /// The attributes of a file that change when it is written.
  private struct Stamp: Equatable {
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  /// Reads the present state of a program.
  init(_ path: String) {
    let program = URL(filePath: path.realPath)
    let folder = program.deletingLastPathComponent()
    let manager = FileManager.default
    var files = [program.path]
    for name in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] {
      let file = folder.appending(path: name)
      switch file.pathExtension {
      case "so", "dylib": files.append(file.path)
      case "resources", "bundle": files += (manager.subpaths(atPath: file.path) ?? []).map { "\(file.path)/\($0)" }
      default: break
      }
    }
    stamps = Dictionary(uniqueKeysWithValues: files.compactMap { file in Self.stamp(file).map { (file, $0) } })
  }

  private static func stamp(_ file: String) -> Stamp? {
    var status = stat()
    guard stat(file, &status) == 0 else { return nil }
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Stamp(
      inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }
}
