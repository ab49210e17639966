import Foundation
import LessonFormat

/// The links that bring a package's Markdown files into its test target.
struct DocumentationLinks {
  /// A link and where it leads, from the package's folder.
  struct Link: Equatable {
    var name: String
    var path: String
  }

  private(set) var links: [Link] = []
  /// The Markdown files that the links lead to, from the package's folder.
  private(set) var files: [String] = []

  /// Looks for documentation: README.md, the catalogues of the targets, and folders at the top.
  ///
  /// - Parameter sources: the folders of the package's targets.
  init(in root: String, sources: [String]) {
    if FileManager.default.fileExists(atPath: "\(root)/README.md") { add([Link(name: "README.md", path: "README.md")]) }
    var catalogues = sources.flatMap { folder in
      Self.entries(below: "\(root)/\(folder)").filter { $0.hasSuffix(".docc") }.map { "\(folder)/\($0)" }
    }
    catalogues = Set(catalogues).sorted()
    for catalogue in catalogues {
      let own = (catalogue as NSString).lastPathComponent
      let isShared = catalogues.contains { $0 != catalogue && ($0 as NSString).lastPathComponent == own }
      let target = ((catalogue as NSString).deletingLastPathComponent as NSString).lastPathComponent
      addFolder(catalogue, as: isShared ? "\(target).docc" : own, in: root)
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    for name in names.sorted() where ["articles", "docs", "documentation"].contains(name.lowercased()) {
      addFolder(name, as: name, in: root)
    }
  }

  /// Adds a link to a folder, or one to each Markdown file if the folder as a whole cannot be in a test target.
  private mutating func addFolder(_ folder: String, as name: String, in root: String) {
    let entries = Self.entries(below: "\(root)/\(folder)")
    let markdown = entries.filter { $0.hasSuffix(".md") }
    guard !markdown.isEmpty else { return }
    let taken = Set(files.map(Self.key))
    let keys = markdown.map(Self.key)
    // Two files of one name would have suites of one name; Swift files would be compiled, except those in a catalogue.
    let isWhole =
      Set(keys).count == keys.count && taken.isDisjoint(with: keys)
      && (name.hasSuffix(".docc") || !entries.contains { $0.hasSuffix(".swift") || $0.hasSuffix(".c") })
      && !entries.contains("node_modules")
    if isWhole {
      links.append(Link(name: name, path: folder))
      files += markdown.map { "\(folder)/\($0)" }
    } else {
      let prefix = name.hasSuffix(".docc") ? String(name.dropLast(5)) : name
      add(
        markdown.filter { !$0.split(separator: "/").contains("node_modules") }.map { file in
          Link(name: "\(prefix)-\(file.replacing("/", with: "-"))", path: "\(folder)/\(file)")
        })
    }
  }

  private mutating func add(_ added: [Link]) {
    links += added
    files += added.map(\.path)
  }

  /// What must not be the same for two files.
  private static func key(_ file: String) -> String { (file as NSString).lastPathComponent.lowercased() }

  /// Returns the paths of what is in a folder and below it, without hidden files.
  private static func entries(below folder: String) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return paths.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
  }
}
