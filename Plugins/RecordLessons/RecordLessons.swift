import Foundation
import PackagePlugin

/// Builds a package's tests, and lets them write what their cells print into the tested files: `swift package record-lessons`.
@main struct RecordLessons: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let modules = context.package.targets.compactMap { $0 as? SwiftSourceModuleTarget }.filter(Self.testsLessons)
    guard !modules.isEmpty else {
      return Diagnostics.error(
        "no test target of \(context.package.displayName) depends on the product LessonTesting: `lessons init --docs` says how to add one"
      )
    }
    let build = try packageManager.build(.all(includingTests: true), parameters: .init(configuration: .inherit))
    guard build.succeeded else { return Diagnostics.error("the tests do not build:\n\(build.logText)") }
    guard let bundle = Self.bundle(of: context, build) else {
      return Diagnostics.error("the built tests are not found")
    }

    let process = Process()
    #if os(macOS)
      process.executableURL = URL(filePath: "/usr/bin/xcrun")
      process.arguments = ["xctest", bundle.path]
    #else
      process.executableURL = bundle
    #endif
    process.currentDirectoryURL = context.package.directoryURL
    // LessonTesting's TestTask reads this, before any test can run.
    let task = ["record", modules.map(\.moduleName).joined(separator: ",")] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LESSONS_TEST_TASK": task.joined(separator: "\n")]) { $1 }
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { exit(process.terminationStatus) }
  }

  private static func testsLessons(_ target: SwiftSourceModuleTarget) -> Bool {
    target.kind == .test
      && target.dependencies.contains {
        if case .product(let product) = $0 { product.name == "LessonTesting" } else { false }
      }
  }

  /// Returns the program, or the bundle, that has all tests of the package.
  private static func bundle(of context: PluginContext, _ build: PackageManager.BuildResult) -> URL? {
    // .build/plugins/RecordLessons/outputs
    let scratch = context.pluginWorkDirectoryURL.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders =
      build.builtArtifacts.map { $0.url.deletingLastPathComponent() }
      + ["debug", "release"].map { scratch.appending(path: $0) }
    let name = "\(context.package.displayName)PackageTests.xctest"
    return folders.map { $0.appending(path: name) }.first { FileManager.default.fileExists(atPath: $0.path) }
  }
}
