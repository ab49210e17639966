import Foundation
import LessonFormat

/// Access to the images below a lesson's folder.
struct LessonImages {
  private let folder: String?

  init(of run: LessonRun) {
    folder = run.location.map { ($0 as NSString).deletingLastPathComponent }
  }

  private static let kinds: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]

  /// Returns whether there is an image at a path that a page may show.
  func contains(_ path: String) -> Bool { problem(path) == nil }

  /// Returns why a page may not show the image at a path, or nil if it may.
  func problem(_ path: String) -> ImageProblem? {
    let kind = (path as NSString).pathExtension.lowercased()
    guard Self.kinds.contains(kind), let file = file(path), FileManager.default.fileExists(atPath: file) else {
      return ImageProblem(path: path, reason: .missing)
    }
    guard kind == "svg" else { return nil }
    guard let data = FileManager.default.contents(atPath: file) else {
      return ImageProblem(path: path, reason: .missing)
    }
    return HarmlessSVG.finding(in: Array(data)).map { ImageProblem(path: path, reason: .active($0)) }
  }

  /// Returns the files of the images, to be placed next to the page.
  func files(_ paths: [String]) -> [RenderedFile] {
    Set(paths).sorted().compactMap { path in
      guard let file = file(path), let data = FileManager.default.contents(atPath: file) else { return nil }
      return RenderedFile(path.removingPercentEncoding ?? path, bytes: Array(data))
    }
  }

  /// Returns the file of an image, or nil if a link or an encoded path leads out of the folder.
  private func file(_ path: String) -> String? {
    guard let folder, let path = path.removingPercentEncoding,
      !path.unicodeScalars.split(separator: "/").contains(where: { $0.elementsEqual("..".unicodeScalars) })
    else {
      return nil
    }
    let root = URL(filePath: folder).resolvingSymlinksInPath().path
    let file = URL(filePath: "\(folder)/\(path)").resolvingSymlinksInPath().path
    return file.hasPrefix(root + "/") ? file : nil
  }
}
