// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what only benchmarks need burdens nobody.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "lessons", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: ["CPeak"]
        + ["Corpora", "Measured", "NeuralNetworks", "Tensors"].map { .product(name: $0, package: "lessons") }),
    .target(name: "CPeak", cSettings: [.unsafeFlags(["-O2"])]),
  ]
)
