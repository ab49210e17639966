// swift-tools-version: 6.2
import PackageDescription

// A program outside of this package that uses its libraries; `run` makes the clone that it depends on by version.
let package = Package(
  name: "outside-tensors",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: Context.environment["LESSONS_CLONE"] ?? "", exact: "0.0.1")],
  targets: [
    .executableTarget(
      name: "numbers",
      dependencies: ["Corpora", "NeuralNetworks", "Tensors"].map { .product(name: $0, package: "lessons") })
  ]
)
