import Foundation
import LessonRunner

/// Where a new package takes `lessons` from.
struct LessonsSource: Equatable {
  enum Place: Equatable {
    /// A repository, from which SwiftPM takes a released version.
    case repository(url: String)
    /// A folder, which is used as it is.
    case folder(path: String)
  }

  let place: Place

  init(_ place: Place) { self.place = place }

  /// Reads what the user gave: the URL of a repository, or the path of a folder.
  ///
  /// - Throws: ``StartingFailure`` if it leads to nothing that a package can depend on.
  init(_ text: String) throws(StartingFailure) {
    if text.contains("://") || text.contains(/^[\w.-]+@[\w.-]+:/) {
      let url = Self.withoutSecrets(text)
      try Self.requireRelease(of: url, checkout: Self.checkout)
      place = .repository(url: url)
    } else {
      let path = URL(filePath: text).standardizedFileURL.path
      let manifest = try? String(contentsOfFile: "\(path)/Package.swift", encoding: .utf8)
      guard manifest?.contains("LessonTesting") == true else { throw .noLessonsPackage(text) }
      place = .folder(path: path)
    }
  }

  /// Returns the repository that this program was built from a checkout of.
  ///
  /// - Throws: ``StartingFailure`` if there is none, or if it has no release that a new package could depend on.
  static func ofThisProgram() throws(StartingFailure) -> LessonsSource {
    guard let checkout, let url = remote(of: checkout) else { throw .unknownSource(checkout: checkout) }
    try requireRelease(of: url, checkout: checkout)
    return LessonsSource(.repository(url: url))
  }

  /// The package's name in the manifests of those that depend on it.
  var identity: String {
    let location =
      switch place {
      case .repository(let url): url
      case .folder(let path): path
      }
    let name = location.split { "/:".contains($0) }.last.map(String.init) ?? location
    return (name.hasSuffix(".git") ? String(name.dropLast(4)) : name).lowercased()
  }

  /// Returns the dependency in a manifest.
  ///
  /// - Parameter withoutProgram: whether it leaves out what only the program of a course needs.
  func dependency(withoutProgram: Bool = false) -> String {
    let traits = withoutProgram ? ", traits: []" : ""
    return switch place {
    case .repository(let url):
      ".package(url: \(url.debugDescription), from: \(CourseProgram.toolVersion.debugDescription)\(traits))"
    case .folder(let path): ".package(path: \(path.debugDescription)\(traits))"
    }
  }

  /// Returns the use of a product in a manifest.
  func product(_ kind: String, _ name: String) -> String {
    ".\(kind)(name: \"\(name)\", package: \(identity.debugDescription))"
  }

  /// Whether only this machine has it.
  var isLocal: Bool {
    switch place {
    case .repository(let url): url.hasPrefix("/") || url.hasPrefix("file:")
    case .folder: true
    }
  }

  /// The address of a web page about it, or nil if it has none.
  var webPage: String? {
    guard case .repository(let url) = place, url.hasPrefix("https://") else { return nil }
    return url.hasSuffix(".git") ? String(url.dropLast(4)) : url
  }

  /// The folder of the package whose source this is, if it is still there.
  private static let checkout: String? = {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: "\(root)/Package.swift") ? root : nil
  }()
}
