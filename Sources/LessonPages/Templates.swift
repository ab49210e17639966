import Foundation
import LessonPresentation
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
  /// The templates' texts, and their files, by their names.
  private var texts: [String: (text: String, file: String)] = [:]

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
      guard let text = String(validating: data, as: UTF8.self) else {
        throw Failure(file: path, reason: "is not UTF-8")
      }
      try register(text, String(file.dropLast(".mustache".count)), file: path)
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) { try checkParts(of: text.text, [name], file: text.file) }
  }

  /// Chooses our own escaping, which sees each scalar.
  private static let pragma = "{{% CONTENT_TYPE: HTML}}"

  private mutating func register(_ text: String, _ name: String, file: String) throws(Failure) {
    MustacheContentTypes.register(PageContent(), named: "HTML")
    do {
      try library.register(Self.pragma + text, named: name)
      texts[name] = (text, file)
    } catch let error as MustacheTemplate.ParserError {
      let (line, column) = (error.context.lineNumber, error.context.columnNumber)
      throw Failure(
        file: file, line: line, column: max(1, line == 1 ? column - Self.pragma.count : column),
        reason: Self.words(error.error))
    } catch {
      throw Failure(file: file, reason: Self.words(error))
    }
  }

  private static func words(_ error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "`{{/name}}` closes another section than the one that is open"
    case .expectedSectionEnd: "a section is not closed: `{{#name}}` wants `{{/name}}`"
    case .invalidSetDelimiter: "`{{= =}}` wants two delimiters"
    case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: "`{{% %}}` is no pragma that is known here"
    default: "a tag is not closed, or its name is not finished: `{{name}}`"
    }
  }

  /// Stops at a part that is not there, and at one that holds itself, which would never end.
  private func checkParts(of text: String, _ path: [String], file: String) throws(Failure) {
    for match in text.matches(of: /\{\{[<>]\s*([^}\s*]+)\s*\}\}/) {
      let part = String(match.1)
      let before = text[..<match.range.lowerBound]
      let line = before.count { $0.isNewline } + 1
      let column = before.utf8.count - (before.lastIndex(where: \.isNewline).map { before[...$0].utf8.count } ?? 0) + 1
      guard let inner = texts[part] else {
        throw Failure(file: file, line: line, column: column, reason: "there is no template '\(part)'")
      }
      guard !path.contains(part) else {
        throw Failure(
          file: file, line: line, column: column,
          reason: "the template '\(part)' is a part of itself: \((path + [part]).joined(separator: ", "))")
      }
      try checkParts(of: inner.text, path + [part], file: inner.file)
    }
  }

  /// The text of a template with its variables filled in.
  func text(of name: String, _ variables: [String: Any]) -> String {
    library.render(variables, withTemplate: name) ?? ""
  }
}

/// Text in a page of HTML, escaped scalar by scalar: characters that join others must not hide a `<`.
private struct PageContent: MustacheContentType {
  func escapeText(_ text: String) -> String {
    text.escapedForXML(keepingLines: true).escaping { $0 == "'" ? "&#39;" : nil }
  }
}
