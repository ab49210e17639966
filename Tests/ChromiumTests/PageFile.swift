import Foundation

/// A web page in a temporary folder, which is removed with it.
struct PageFile: ~Copyable {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-page-\(UUID())")

  /// Writes a page.
  ///
  /// - Parameter head: what stands in the page's head.
  init(_ body: String, head: String = "") throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let page = "<!DOCTYPE html><html lang=en><title>a page</title>\(head)<body style='margin: 0'>\(body)"
    try Data(page.utf8).write(to: folder.appending(path: "page.html"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var address: String { folder.appending(path: "page.html").absoluteString }
}
