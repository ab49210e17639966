import LessonFormat
import LessonPresentation

extension StartingFailure {
  /// What is wrong, and what to do about it.
  var diagnostic: Diagnostic {
    switch self {
    case .badName(let name, let suggestion):
      Diagnostic(
        "a course cannot be named '\(name.prefix(80))': use letters and digits, joined by hyphens, and begin with a letter, "
          + "such as \(suggestion)")
    case .takenName(let name, let use, let suggestion):
      Diagnostic(
        "a course cannot be named '\(name)', because \(use.reason): choose another name, such as `--name \(suggestion)`"
      )
    case .takenFolder(let name):
      Diagnostic(
        "the folder cannot be named '\(name)', because SwiftPM would confuse it with the package of that name, which every course uses: "
          + "choose another name")
    case .notEmpty(let folder, let entries):
      Diagnostic(
        "\(folder) is not empty (\(Self.list(entries))), and nothing was changed: choose a new folder, or run `init --docs` in it "
          + "to test the documentation of a package that exists")
    case .notFolder(let path): Diagnostic("\(path) exists and is not a folder: choose another name")
    case .noParent(let folder, let parent):
      Diagnostic(
        "cannot make \(folder), because there is no folder \(parent): make it first with `mkdir -p \(parent.asShellWord)`"
      )
    case .unwritable(let folder, let reason): Diagnostic("cannot make \(folder): \(reason); nothing was changed")
    case .unknownSource, .noLessonsPackage, .unreadableRepository, .noRelease: Diagnostic(source)
    case .noPackage, .oldTools, .badManifest, .taken, .nothingToTest: documentation
    }
  }

  /// A sentence about where `lessons` comes from.
  private var source: String {
    switch self {
    case .unknownSource(let checkout):
      "this program does not know where its package `lessons` comes from"
        + (checkout.map { ", because its folder \($0) is not a clone of a repository" } ?? "")
        + ": give the repository with `--lessons URL`, or "
        + (checkout.map { "that folder with `--lessons \($0.asShellWord)`" }
          ?? "a folder that has the package with `--lessons PATH`")
    case .noLessonsPackage(let path):
      "\(path) is not a folder with the package `lessons`: give the folder of its Package.swift, or the URL of its repository"
    case .unreadableRepository(let url, let reason):
      "cannot read the repository \(url): \(reason): check the address and the connection, "
        + "or give a folder that has the package `lessons` with `--lessons PATH`"
    case .noRelease(let url, let version, let checkout):
      "\(url) has no release \(version) that a package could depend on, nor a later one that fits: give another repository with "
        + "`--lessons URL`, or use the package as it is in a folder with `--lessons \(checkout?.asShellWord ?? "PATH")`"
    default: ""
    }
  }

  /// A message about the package whose documentation is to be tested.
  private var documentation: Diagnostic {
    switch self {
    case .noPackage(let folder):
      Diagnostic(
        "there is no Package.swift in \(folder == "." ? "this folder" : folder): run this in the folder of your package, or make a course with `init NAME`"
      )
    case .oldTools(let file, let line, let version):
      Diagnostic(
        "the package's tools version is \(version ?? "missing"), and the tests need 5.9 or later: "
          + "change this line to `// swift-tools-version: 5.9`", file: file, line: line)
    case .badManifest(let file, let reason): Diagnostic("SwiftPM cannot read the manifest: \(reason)", file: file)
    case .taken(let target):
      Diagnostic(
        "there is already a target or a folder Tests/\(target), and nothing was changed: add links to the files there "
          + "(`ln -s ../../README.md Tests/\(target)/`), or rename it")
    default:
      Diagnostic(
        "there is no documentation to test: write a README.md, a catalogue below Sources (such as Sources/MyLibrary/MyLibrary.docc), "
          + "or Markdown files in Documentation")
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }
}

extension TakenNames.Use {
  /// Why nothing else can have the name.
  fileprivate var reason: String {
    switch self {
    case .swiftWord: "Swift reserves this word"
    case .systemModule: "Swift has a module of this name"
    case .target: "a package that every course uses has a target of this name"
    }
  }
}
