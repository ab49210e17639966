import Foundation
import LessonFormat
import LessonPresentation
import Mustache

/// The templates of the web pages: the built-in ones, or an author's replacements.
public struct Templates: Sendable {
  /// A template that cannot be used.
  public struct Failure: Error, Equatable {
    /// The path of the file or folder.
    public var file: String
    /// The line of the error, counted from 1.
    public var line = 1
    /// The column of the error, counted from 1.
    public var column = 1
    /// What is wrong, in one line.
    public var reason: String
  }

  private var library: MustacheLibrary
  /// The templates' texts and files, by name.
  private var texts: [String: (text: String, file: String)] = [:]

  /// The built-in templates.
  private static let builtIn: [(name: String, bytes: [UInt8])] = [
    ("index", PackageResources.index_mustache), ("page", PackageResources.page_mustache),
    ("piece", PackageResources.piece_mustache), ("style", PackageResources.style_mustache),
  ]

  /// Reads and checks the templates.
  ///
  /// - Parameter folder: a folder whose `.mustache` files replace the built-in ones or serve as partials, or nil for none.
  /// - Throws: ``Failure`` if a template cannot be read or is invalid, or if the folder has none.
  public init(folder: String? = nil) throws(Failure) {
    library = MustacheLibrary()
    for (name, bytes) in Self.builtIn {
      try register(String(decoding: bytes, as: UTF8.self), name, file: "\(name).mustache")
    }
    guard let folder else { return }
    let files: [String]
    do {
      files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".mustache") }.sorted()
    } catch {
      throw Failure(file: folder, reason: "cannot read the folder of templates")
    }
    guard !files.isEmpty else {
      throw Failure(
        file: folder,
        reason: "the folder has no templates: add index.mustache, page.mustache or style.mustache")
    }
    for file in files {
      let path = "\(folder)/\(file)"
      let bytes: [UInt8]
      do throws(FileReader.Failure) { bytes = try FileReader.bytes(of: path) } catch {
        throw Failure(file: path, reason: "cannot read the template: \(error.reason)")
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure(file: path, reason: "the template is not valid UTF-8: save it as UTF-8")
      }
      try register(text, String(file.dropLast(".mustache".count)), file: path)
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) { try checkParts(of: text.text, [name], file: text.file) }
  }

  /// The pragma that selects our own escaping, which handles each scalar separately.
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
        reason: Self.reason(for: error.error))
    } catch {
      throw Failure(file: file, reason: Self.reason(for: error))
    }
  }

  private static func reason(for error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "`{{/name}}` does not match the section that is open: close that section first"
    case .expectedSectionEnd: "a section is not closed: `{{#name}}` needs `{{/name}}`"
    case .invalidSetDelimiter: "`{{= =}}` needs two delimiters"
    case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: "`{{% %}}` is not a known pragma: remove it"
    default: "a tag or its name is incomplete: write `{{name}}`"
    }
  }

  /// Throws an error for a missing partial, and for one that includes itself, which would never end.
  private func checkParts(of text: String, _ path: [String], file: String) throws(Failure) {
    for match in text.matches(of: /\{\{[<>]\s*([^}\s*]+)\s*\}\}/) {
      let part = String(match.1)
      let before = text[..<match.range.lowerBound]
      let line = before.count { $0.isNewline } + 1
      let column = before.utf8.count - (before.lastIndex(where: \.isNewline).map { before[...$0].utf8.count } ?? 0) + 1
      guard let inner = texts[part] else {
        throw Failure(
          file: file, line: line, column: column, reason: "there is no template '\(part)': add \(part).mustache")
      }
      guard !path.contains(part) else {
        throw Failure(
          file: file, line: line, column: column,
          reason: "the template '\(part)' includes itself: \((path + [part]).joined(separator: ", "))")
      }
      try checkParts(of: inner.text, path + [part], file: inner.file)
    }
  }

  /// Returns the text of a template with its variables filled in.
  func text(of name: String, _ variables: [String: Any]) -> String {
    library.render(variables, withTemplate: name) ?? ""
  }
}

/// Escapes text for HTML scalar by scalar, so that a combining character cannot hide a `<`.
private struct PageContent: MustacheContentType {
  func escapeText(_ text: String) -> String {
    text.escapedForXML(keepingLines: true).escaping { $0 == "'" ? "&#39;" : nil }
  }
}
