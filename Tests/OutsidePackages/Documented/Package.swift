// swift-tools-version: 6.2
import PackageDescription

// A library whose documentation is tested.
let package = Package(
  name: "Documented",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Geometry", targets: ["Geometry"])],
  dependencies: [.package(url: Context.environment["LESSONS_CLONE"] ?? "", exact: "0.0.1", traits: [])],
  targets: [
    .target(name: "Geometry"),
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["Geometry", .product(name: "LessonTesting", package: "lessons")],
      plugins: [.plugin(name: "TangleLessons", package: "lessons")]),
  ]
)
