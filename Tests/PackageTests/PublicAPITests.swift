import Foundation
import Testing

@Suite("What the libraries make public")
struct PublicAPITests {
  /// The products' modules, and those that they export, too.
  private static let modules = [
    "LessonTool", "LessonTesting", "NeuralNetworks", "Corpora", "Tensors", "LessonRuntime", "Figures", "LessonRunner",
    "LessonReports", "LessonPages", "LessonFormat", "LessonPresentation", "LessonProse",
  ]

  @Test("is documented, and listed in Tests/PublicAPI, which `make api RECORD=yes` writes")
  func listed() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let build = (bundle ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
    let task = ProcessInfo.processInfo.environment["PUBLIC_API"] ?? "check"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "Tests/PublicAPI/check.swift", task, build.path] + Self.modules
    process.currentDirectoryURL = root
    let output = Pipe()
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
  }
}
