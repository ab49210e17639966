import Foundation
import LessonFormat

/// What a build can change in a program: its file, and the libraries and resources beside it.
struct BuiltProgram: Equatable {
  private let stamps: [String: FileStamp]

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
    stamps = Dictionary(uniqueKeysWithValues: files.compactMap { file in FileStamp(file).map { (file, $0) } })
  }
}
