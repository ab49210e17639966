/// Names that a new course cannot have.
enum TakenNames {
  /// What a name already stands for.
  enum Use: Equatable {
    case swiftWord
    case systemModule
    /// A target of `lessons` or of a package that it depends on; the names of targets are unique among all packages of a build.
    case target
  }

  /// Returns what a name already stands for, or nil if it is free.
  ///
  /// Swift replaces hyphens in the names of modules, and some file systems do not distinguish case.
  static func use(of name: String) -> Use? {
    let module = name.replacing("-", with: "_")
    if swiftWords.contains(module) { return .swiftWord }
    if contains(systemModules, module) { return .systemModule }
    return contains(targets + ["LessonsCommand"], module) ? .target : nil
  }

  private static func contains(_ names: [String], _ module: String) -> Bool {
    names.contains { $0.replacing("-", with: "_").lowercased() == module.lowercased() }
  }

  /// Returns whether a package in a folder of this name would have the identity of one that every course depends on.
  ///
  /// - Parameter lessons: the identity of `lessons`.
  static func isPackage(_ folder: String, lessons: String) -> Bool {
    [lessons, "swift-argument-parser", "swift-mustache"].contains(folder.lowercased())
  }

  /// Words that are no identifiers; a module of the name `main` would be taken for a program's main file.
  private static let swiftWords: Set<String> = [
    "Any", "Self", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
    "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
    "in", "init", "inout", "internal", "is", "let", "main", "nil", "operator", "precedencegroup", "private", "protocol",
    "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// Modules of the toolchain and of the systems.
  private static let systemModules = [
    "Android", "Builtin", "Combine", "CompilerPluginSupport", "Cxx", "CxxStdlib", "Darwin", "Dispatch", "Distributed",
    "Foundation", "FoundationEssentials", "FoundationInternationalization", "FoundationNetworking", "FoundationXML",
    "Glibc", "Musl", "Observation", "PackageDescription", "PackagePlugin", "RegexBuilder", "Runtime", "Swift",
    "SwiftUI", "Synchronization", "System", "Testing", "WinSDK", "XCTest", "os",
  ]

  /// The targets of `lessons`, which a test compares with its manifest, and of the packages that it depends on.
  static let targets = [
    "CKernels", "CMarkGFM", "CSystem", "CTestStart", "Chromium", "Corpora", "CourseCheckpoints", "Figures",
    "LessonCells",
    "LessonFormat", "LessonPages", "LessonPresentation", "LessonProse", "LessonReports", "LessonRunner",
    "LessonLanguageServer", "LessonPreview", "LessonRuntime", "LessonTangle", "LessonTesting", "LessonTool",
    "NeuralNetworks", "RandomLessons", "RecordLessons",
    "SmallGPT", "SwiftLexing", "TangleLessons", "Tensors", "TextFormatting", "crash-course", "lessons-main",
    "notebook-mirrors", "preview-stub", "result-bits", "tangle",
    // swift-argument-parser and swift-mustache.
    "ArgumentParser", "ArgumentParserToolInfo", "ArgumentParserTestHelpers", "GenerateDoccReference", "GenerateManual",
    "Mustache", "generate-docc-reference", "generate-manual",
  ]
}
