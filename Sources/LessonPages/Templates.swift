import Foundation
import Mustache

/// The templates of the web pages: the project's own, or an author's in their place.
public struct Templates: Sendable {
  /// A template that cannot be used.
  public struct Failure: Error, Equatable {
    /// The file, or the folder.
    public var file: String
    /// The line of the fault, counted from 1.
    public var line = 1
    /// The column of the fault, counted from 1.
    public var column = 1
    public var reason: String
  }

  private var library: MustacheLibrary

  /// The project's own templates, by their names.
  private static let own: [(name: String, bytes: [UInt8])] = [
    ("index", PackageResources.index_mustache), ("page", PackageResources.page_mustache),
    ("style", PackageResources.style_mustache),
  ]

  /// Reads the templates.
  ///
  /// - Parameter folder: a folder whose `.mustache` files take the place of the project's own, or are parts of them; nil for none.
  /// - Throws: ``Failure`` where a template cannot be read, or there is none.
  public init(folder: String? = nil) throws(Failure) {
    library = MustacheLibrary()
    for (name, bytes) in Self.own {
      try register(String(decoding: bytes, as: UTF8.self), name, file: "\(name).mustache")
    }
    guard let folder else { return }
    let files: [String]
    do {
      files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".mustache") }.sorted()
    } catch {
      throw Failure(file: folder, reason: "the folder of templates cannot be read")
    }
    guard !files.isEmpty else {
      throw Failure(
        file: folder, reason: "there is no template: they are called index.mustache, page.mustache, style.mustache")
    }
    for file in files {
      let path = "\(folder)/\(file)"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure(file: path, reason: "cannot be read")
      }
      try register(String(decoding: data, as: UTF8.self), String(file.dropLast(".mustache".count)), file: path)
    }
  }

  private mutating func register(_ text: String, _ name: String, file: String) throws(Failure) {
    do {
      try library.register(text, named: name)
    } catch let error as MustacheTemplate.ParserError {
      let context = error.context
      throw Failure(file: file, line: context.lineNumber, column: context.columnNumber, reason: "\(error.error)")
    } catch {
      throw Failure(file: file, reason: "\(error)")
    }
  }

  /// The text of a template with its variables filled in.
  func text(of name: String, _ variables: [String: Any]) -> String {
    library.render(variables, withTemplate: name) ?? ""
  }
}
