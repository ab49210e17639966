// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that what only benchmarks need burdens nobody.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "lessons", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: ["CPeak", .product(name: "Measured", package: "lessons")]),
    .target(name: "CPeak", cSettings: [.unsafeFlags(["-O2"])]),
  ]
)
