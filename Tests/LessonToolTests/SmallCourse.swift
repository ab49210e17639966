import Foundation
import Testing

/// A course of its own in a temporary package, which is compiled in seconds: `swiftc` links its lessons with what the tests were built from.
///
/// A program `swift` of its own stands for SwiftPM, which would build the libraries again.
final class SmallCourse {
  let url: URL
  private let swift: FakeSwift

  /// Makes and builds a course.
  ///
  /// - Parameter lessons: the lessons' texts, by their names.
  init(_ lessons: [String: String]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())").resolvingSymlinksInPath()
    swift = try FakeSwift()
    try FileManager.default.createDirectory(
      at: url.appending(path: "Lessons"), withIntermediateDirectories: true)
    try Data().write(to: url.appending(path: "Package.swift"))
    try Data("import LessonTool\n\nLessonsCommand.main(lessons: allLessons)\n".utf8)
      .write(to: url.appending(path: "Lessons/main.swift"))
    for (name, text) in lessons { try write(text, to: name) }
    let script = url.appending(path: "build.sh")
    try Data(Self.script(url).utf8).write(to: script)
    try swift.setBuild("sh '\(script.path)' 2>&1\n")
    let build = Process()
    build.executableURL = URL(filePath: "/bin/sh")
    build.arguments = [script.path]
    try build.run()
    build.waitUntilExit()
    try #require(build.terminationStatus == 0)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appending(path: "Lessons/\(name).md") }

  func text(_ name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

  /// Writes a lesson as an editor does: the new file takes the old one's place.
  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: file(name), options: .atomic) }

  /// Replaces a text in a lesson.
  func edit(_ name: String, _ old: String, to new: String) throws {
    let text = try text(name)
    try #require(text.contains(old))
    try write(text.replacing(old, with: new), to: name)
  }

  /// Starts a command of the course.
  ///
  /// - Parameter mark: a text that is in the environment of all processes that this starts.
  func start(_ arguments: [String], on terminal: PseudoTerminal, mark: String = "") throws -> Process {
    let environment = ["XDG_STATE_HOME": url.appending(path: ".state").path, "MARK": mark]
    return try Program(at: url.appending(path: ".build/debug/course")).start(
      arguments, in: url, on: terminal.handle, environment: swift.environment.merging(environment) { $1 })
  }

  private static func script(_ root: URL) -> String {
    let products = URL(filePath: Program("crash-course").path).deletingLastPathComponent().path
    let sources = CommandTests.root.appending(path: "Sources").path
    #if os(macOS)
      let exports = "-export_dynamic"
    #else
      let exports = "--export-dynamic"
    #endif
    return """
      set -e
      products='\(products)' root='\(root.path)' sources='\(sources)'
      made="$root/.build/made" program="$root/.build/debug"
      mkdir -p "$made" "$program"
      ln -sfn "$products/Modules" "$program/Modules"
      set --
      for map in "$products"/*/module.modulemap; do
        folder="$program/$(basename "$(dirname "$map")")"
        mkdir -p "$folder"
        ln -sf "$map" "$folder/module.modulemap"
        set -- "$@" -Xcc "-fmodule-map-file=$map"
      done
      rm -f "$made"/*.swift
      cd "$root"
      for lesson in Lessons/*.md; do
        name=$(basename "$lesson" .md)
        "$products/tangle" lesson "$root/$lesson" "$lesson" "$made/$name.cells.swift" "$made/$name.text.swift"
      done
      "$products/tangle" registry "$made/LessonRegistry.swift" "$root"/Lessons/*.md
      grep -v /crash_course.build/ "$products/crash-course.product/Objects.LinkFileList" > "$made/objects"
      swiftc -Onone -g -swift-version 5 -module-name course -emit-executable -o "$made/course" \\
        -I "$products/Modules" -module-cache-path "$products/ModuleCache" "$@" \\
        -Xcc "-fmodule-map-file=$sources/CMarkGFM/module.modulemap" \\
        -Xcc "-fmodule-map-file=$sources/CSystem/module.modulemap" \\
        -lcmark-gfm -lcmark-gfm-extensions -Xlinker \(exports) "@$made/objects" Lessons/main.swift "$made"/*.swift
      mv "$made/course" "$program/course"
      """
  }
}
