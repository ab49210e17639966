// swift-tools-version: 6.2
import PackageDescription

/// The lessons' own module is compiled without optimisation in release too: an edit then costs seconds instead of half
/// a minute, and a trap keeps its words.
///
/// What is fast lies in the libraries below it.
let cells: [SwiftSetting] = [
  .swiftLanguageMode(.v5),
  .unsafeFlags(["-Onone"], .when(configuration: .release)),
]

/// A debug build's tests train models, too.
let optimisedInDebug: [CSetting] = [.unsafeFlags(["-O2"], .when(configuration: .debug))]

/// A learner's answer is a library that uses the program's own modules.
let exportsSymbols: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "--export-dynamic"], .when(platforms: [.linux])),
  .unsafeFlags(["-Xlinker", "-export_dynamic"], .when(platforms: [.macOS])),
]

/// What only the program of a course needs: a package that only tests its documentation turns the trait off, and depends on nothing else.
let program = TargetDependencyCondition.when(traits: ["Program"])

let package = Package(
  name: "lessons",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lessons", targets: ["lessons-main"]),
    .library(name: "LessonTool", targets: ["LessonTool", "LessonRuntime"]),
    .library(name: "LessonTesting", targets: ["LessonTesting", "LessonRuntime"]),
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
    .library(name: "Corpora", targets: ["Corpora"]),
    .plugin(name: "TangleLessons", targets: ["TangleLessons"]),
    .plugin(name: "RecordLessons", targets: ["RecordLessons"]),
  ],
  traits: [
    .trait(name: "Program", description: "LessonTool, which makes the program of a course."),
    .default(enabledTraits: ["Program"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
  ],
  targets: [
    // A lesson: read, tangled, run, presented.
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .systemLibrary(name: "CSystem"),
    .target(name: "LessonFormat", dependencies: ["CMarkGFM"]),
    .target(name: "SwiftLexing"),
    .target(name: "LessonTangle", dependencies: ["LessonFormat", "SwiftLexing"]),
    .executableTarget(name: "tangle", dependencies: ["LessonFormat", "LessonTangle"]),
    .plugin(name: "TangleLessons", capability: .buildTool(), dependencies: ["tangle"]),
    .target(name: "TextFormatting"),
    .target(name: "Figures", dependencies: ["TextFormatting"]),
    .target(name: "LessonRuntime", dependencies: ["Figures", "TextFormatting"]),
    .target(
      name: "LessonRunner", dependencies: ["CSystem", "Figures", "LessonFormat", "LessonRuntime", "TextFormatting"]),
    .target(name: "LessonProse", dependencies: ["CMarkGFM", "LessonFormat", "TextFormatting"]),
    .target(
      name: "LessonPresentation",
      dependencies: ["Figures", "LessonFormat", "LessonRunner", "LessonRuntime", "SwiftLexing", "TextFormatting"]),
    .target(
      name: "LessonReports",
      dependencies: [
        "Figures", "LessonFormat", "LessonPresentation", "LessonProse", "LessonRunner", "LessonRuntime", "SwiftLexing",
        "TextFormatting",
      ]),
    .target(
      name: "LessonPages",
      dependencies: [
        "Figures", "LessonFormat", "LessonPresentation", "LessonProse", "LessonRunner", "SwiftLexing", "TextFormatting",
        .product(name: "Mustache", package: "swift-mustache", condition: program),
      ],
      resources: ["index", "page", "piece", "style"].map { .embedInCode("Templates/\($0).mustache") }),
    // What an author's browser and editor talk to.
    .target(
      name: "LessonPreview", dependencies: ["CSystem"],
      resources: ["answers.js", "choices.js", "connection.js", "editor.js", "preview.css", "preview.js"].map {
        .embedInCode("Resources/\($0)")
      }),
    .target(
      name: "LessonLanguageServer",
      dependencies: ["LessonFormat", "LessonRunner", "LessonTangle", "SwiftLexing"]),
    .target(
      name: "LessonTool",
      dependencies: [
        "LessonFormat", "LessonLanguageServer", "LessonPages", "LessonPreview", "LessonPresentation", "LessonProse",
        "LessonReports", "LessonRunner",
        "LessonRuntime", "LessonTangle", "SwiftLexing", "TextFormatting",
        .product(name: "ArgumentParser", package: "swift-argument-parser", condition: program),
      ],
      linkerSettings: exportsSymbols),

    // The cells of any package's documentation as its tests.
    .target(name: "CTestStart"),
    .target(
      name: "LessonTesting",
      dependencies: [
        "CTestStart", "LessonFormat", "LessonPresentation", "LessonReports", "LessonRunner", "LessonRuntime",
      ]),

    .plugin(
      name: "RecordLessons",
      capability: .command(
        intent: .custom(
          verb: "record-lessons", description: "Write what the cells of tested documents print into their outputs"),
        permissions: [.writeToPackageDirectory(reason: "Recording replaces outputs in Markdown files.")])),

    // What the cells compute with.
    .target(name: "CKernels", cSettings: optimisedInDebug),
    .target(name: "Tensors", dependencies: ["CKernels"]),
    .target(name: "NeuralNetworks", dependencies: ["Tensors"]),
    .target(name: "Corpora", dependencies: ["TextFormatting"], resources: [.embedInCode("StandIn.txt")]),

    // The course.
    .target(name: "CourseCheckpoints", path: "Lessons/Checkpoints"),
    .target(
      name: "LessonCells",
      dependencies: ["Corpora", "CourseCheckpoints", "LessonRuntime", "NeuralNetworks", "Tensors"],
      path: "Lessons", exclude: ["Checkpoints"], swiftSettings: cells, plugins: ["TangleLessons"]),
    .executableTarget(
      name: "lessons-main", dependencies: ["Corpora", "LessonCells", "LessonTool"], exclude: ["Packaging"]),

    // A second course, whose cells fail in every way there is; the command tests run it.
    .executableTarget(
      name: "crash-course", dependencies: ["LessonRuntime", "LessonTool"],
      path: "Tests/CrashCourse", swiftSettings: cells, plugins: ["TangleLessons"]),

    // The five notebooks that the course follows, as lessons: every output is the notebook's own.
    .executableTarget(
      name: "notebook-mirrors",
      dependencies: [
        "Corpora", "LessonFormat", "LessonPresentation", "LessonRunner", "LessonRuntime", "LessonTool",
        "NeuralNetworks", "Tensors",
      ],
      path: "Tests/NotebookMirrors", exclude: ["README.md"], swiftSettings: cells, plugins: ["TangleLessons"]),

    // Prints hashes of results, which stay as they are when something is made faster.
    .executableTarget(
      name: "result-bits", dependencies: ["NeuralNetworks", "SmallGPT", "Tensors"], path: "Tests/ResultBits"),

    // A model that tests train and benchmarks measure, and the operations that `result-bits` hashes and benchmarks time.
    .target(name: "SmallGPT", dependencies: ["NeuralNetworks", "Tensors"], path: "Tests/SmallGPT"),

    // A browser that tests drive, and a preview server that they attack.
    .target(name: "Chromium", path: "Tests/Chromium"),
    .executableTarget(name: "preview-stub", dependencies: ["LessonPreview"], path: "Tests/PreviewStub"),

    // Documents made at random, for tests and for fuzzing.
    .target(name: "RandomLessons", path: "Tests/RandomLessons"),

    .testTarget(name: "LessonFormatTests", dependencies: ["LessonFormat", "RandomLessons"]),
    .testTarget(name: "SwiftLexingTests", dependencies: ["SwiftLexing"]),
    .testTarget(
      name: "LessonTangleTests", dependencies: ["LessonFormat", "LessonTangle", "RandomLessons", "SwiftLexing"]),
    .testTarget(name: "LessonRuntimeTests", dependencies: ["Figures", "LessonRuntime"]),
    .testTarget(
      name: "LessonRunnerTests",
      dependencies: ["CSystem", "Figures", "LessonFormat", "LessonRunner", "LessonRuntime", "RandomLessons"]),
    .testTarget(name: "LessonProseTests", dependencies: ["LessonFormat", "LessonProse", "RandomLessons"]),
    .testTarget(
      name: "LessonPresentationTests",
      dependencies: ["Figures", "LessonFormat", "LessonPresentation", "LessonRunner", "LessonRuntime"]),
    .testTarget(
      name: "LessonReportsTests",
      dependencies: [
        "Figures", "LessonFormat", "LessonPresentation", "LessonReports", "LessonRunner",
        "LessonRuntime",
      ]),
    .testTarget(
      name: "LessonPagesTests",
      dependencies: [
        "Figures", "LessonFormat", "LessonPages", "LessonPresentation", "LessonProse", "LessonRunner", "LessonRuntime",
        "RandomLessons", "SwiftLexing",
      ]),
    .testTarget(name: "LessonPreviewTests", dependencies: ["LessonPreview", "preview-stub"]),
    .testTarget(
      name: "LessonLanguageServerTests",
      dependencies: ["LessonFormat", "LessonLanguageServer", "LessonTangle", "RandomLessons", "lessons-main"]),
    .testTarget(
      name: "LessonToolTests",
      dependencies: [
        "CMarkGFM", "Chromium", "LessonFormat", "LessonPages", "LessonPresentation", "LessonPreview", "LessonProse",
        "LessonRunner", "LessonRuntime", "LessonTool", "RandomLessons", "crash-course", "lessons-main",
        "notebook-mirrors", "result-bits",
      ],
      exclude: ["Cases", "Fixtures"]),
    .testTarget(
      name: "LessonCellsTests",
      dependencies: [
        "Corpora", "LessonCells", "LessonFormat", "LessonProse", "LessonRunner", "LessonRuntime", "LessonTesting",
      ],
      plugins: ["TangleLessons"]),
    .testTarget(name: "LessonTestingTests", dependencies: ["LessonRunner", "LessonRuntime", "LessonTesting"]),
    .testTarget(name: "ChromiumTests", dependencies: ["Chromium"]),
    .testTarget(name: "PackageTests"),
    // The examples on the documentation's pages are compiled and run, as those of any package can be.
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["LessonFormat", "LessonTesting", "LessonTool", "NeuralNetworks", "Tensors"],
      plugins: ["TangleLessons"]),
    .testTarget(name: "CKernelsTests", dependencies: ["CKernels"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], exclude: ["Fixtures"]),
    .testTarget(
      name: "NeuralNetworksTests",
      dependencies: ["Corpora", "NeuralNetworks", "RandomLessons", "SmallGPT", "Tensors"],
      exclude: ["Fixtures"]),
    .testTarget(name: "CorporaTests", dependencies: ["Corpora"], exclude: ["Fixtures"]),
  ]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
  let features = ["ExistentialAny", "MemberImportVisibility"]
  target.swiftSettings = (target.swiftSettings ?? []) + features.map { .enableUpcomingFeature($0) }
}

// The documentation's builder is resolved only when it is wanted: `make docs`.
if Context.environment["DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}

// What only the benchmarks need burdens no package that depends on this one: `make bench`.
if Context.environment["BENCH"] != nil {
  package.products.append(
    .library(name: "Measured", targets: ["Figures", "LessonFormat", "LessonPresentation", "SmallGPT"]))
}

// Fuzzing instruments what it tries, so that nothing else can be linked with it: `make fuzz`.
if Context.environment["FUZZ"] != nil {
  let sanitizers = ["-sanitize=fuzzer,address", "-enable-testing"]
  let tried = [
    "TextFormatting", "Figures", "LessonFormat", "SwiftLexing", "LessonTangle", "LessonRuntime", "LessonRunner",
    "LessonProse", "LessonPresentation",
  ]
  package.products = []
  package.dependencies = []
  package.targets.removeAll { !(tried + ["CSystem", "CMarkGFM"]).contains($0.name) }
  for target in package.targets where tried.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(sanitizers)]
  }
  package.targets.append(
    .executableTarget(
      name: "fuzz-lessons",
      dependencies: [
        "Figures", "LessonFormat", "LessonPresentation", "LessonProse", "LessonRunner", "LessonRuntime", "LessonTangle",
      ], path: "Tests/Fuzzing", exclude: ["Streams"],
      swiftSettings: [.unsafeFlags(sanitizers + ["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])]))
}
