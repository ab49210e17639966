import Foundation
import LessonFormat
import LessonPresentation

/// Access to the images below a lesson's folder.
struct LessonImages {
  private let folder: String?

  init(of run: LessonRun) {
    folder = run.location.map { ($0 as NSString).deletingLastPathComponent }
  }

  private static let kinds: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]

  /// Returns whether there is an image at an address that a page may show.
  func contains(_ address: String) -> Bool { problem(address) == nil }

  /// Returns why a page may not show the image at an address, or nil if it may.
  func problem(_ address: String) -> ImageProblem? {
    guard let image = image(address), let bytes = try? FileReader.bytes(of: image.file) else {
      return ImageProblem(path: address, reason: .missing)
    }
    guard Self.kind(of: image.path) == "svg" else { return nil }
    return HarmlessSVG.finding(in: bytes).map { ImageProblem(path: address, reason: .active($0)) }
  }

  /// Returns the files of the images, to be placed next to the page; an image has one file, however its addresses are written.
  func files(_ addresses: [String]) -> [RenderedFile] {
    let images = Dictionary(addresses.compactMap { image($0) }.map { ($0.path, $0.file) }) { first, _ in first }
    return images.sorted { $0.key < $1.key }.compactMap { path, file in
      (try? FileReader.bytes(of: file)).map { RenderedFile(path.text, bytes: $0) }
    }
  }

  /// Returns the path and the file of an image, or nil if there is none or if a link or an encoded path leads out of the folder.
  private func image(_ address: String) -> (path: RelativePath, file: String)? {
    guard let folder, let path = address.removingPercentEncoding.flatMap({ RelativePath($0) }),
      Self.kinds.contains(Self.kind(of: path))
    else { return nil }
    guard let root = realPath(folder.isEmpty ? "." : folder),
      let file = realPath("\(root)/\(path.text)"), file.utf8.starts(with: "\(root)/".utf8),
      let attributes = try? FileManager.default.attributesOfItem(atPath: file),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    return (path, file)
  }

  private static func kind(of path: RelativePath) -> String { (path.text as NSString).pathExtension.lowercased() }
}
