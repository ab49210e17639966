// swift-tools-version: 6.2
import PackageDescription

// A package outside of this one, which depends on a tagged clone of it by version; `run` makes the clone.
let package = Package(
  name: "outside",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: Context.environment["LESSONS_CLONE"] ?? "", exact: "0.0.1")],
  targets: [
    .executableTarget(
      name: "numbers",
      dependencies: ["Corpora", "NeuralNetworks", "Tensors"].map { .product(name: $0, package: "lessons") }),
    .executableTarget(
      name: "my-course", dependencies: [.product(name: "LessonTool", package: "lessons")],
      path: "Lessons", plugins: [.plugin(name: "TangleLessons", package: "lessons")]),
  ]
)
