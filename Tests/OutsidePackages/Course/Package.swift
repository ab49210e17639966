// swift-tools-version: 6.2
import PackageDescription

// Two courses outside of this package: the smallest one, and one that makes each decision that Documentation/Courses.md describes.
// `run` makes the clone that they depend on by version.
let package = Package(
  name: "outside-course",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: Context.environment["LESSONS_CLONE"] ?? "", exact: "0.0.1")],
  targets: [
    .executableTarget(
      name: "my-course", dependencies: [.product(name: "LessonTool", package: "lessons")],
      path: "Lessons",
      plugins: [.plugin(name: "TangleLessons", package: "lessons")]),
    .target(name: "Throwing"),
    .executableTarget(
      name: "dice", dependencies: ["Throwing", .product(name: "LessonTool", package: "lessons")],
      path: "Dice", exclude: ["README.md"],
      swiftSettings: [
        .swiftLanguageMode(.v5),
        .unsafeFlags(["-Onone"], .when(configuration: .release)),
        .enableUpcomingFeature("MemberImportVisibility"),
      ],
      plugins: [.plugin(name: "TangleLessons", package: "lessons")]),
  ]
)
