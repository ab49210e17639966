import Foundation
import LessonFormat

/// Notices that a course was built, from its files: nothing tells `sourcekit-lsp` when it has been given compiler arguments.
struct BuildWatch {
  private let location: CourseLocation
  private var manifest: [UInt8]?
  private var manifestStamp: FileStamp?
  private var database: BuildDatabase?
  private var modules: [String: FileStamp] = [:]
  /// Whether the course was told of.
  private var isTold = false
  private var lastLook = ContinuousClock.now - .seconds(1)

  /// Creates a watch for a course.
  init(_ location: CourseLocation) { self.location = location }

  /// Returns what has happened since the last look; at most one look a second is taken.
  mutating func events() -> [LanguageServer.Event] {
    guard lastLook.duration(to: .now) >= .seconds(1) else { return [] }
    defer { lastLook = .now }
    var events: [LanguageServer.Event] = []
    if readManifest() || !isTold { events.append(.course(course)) }
    isTold = true
    let known = modules
    readModules()
    let changed = modules.filter { known[$0] != $1 }.keys.sorted()
    if !known.isEmpty, !changed.isEmpty { events.append(.modulesBuilt(changed)) }
    return events
  }

  private var course: ServedCourse {
    ServedCourse(
      root: location.root, lessonFolders: location.lessonFolders, database: database, buildAdvice: location.buildAdvice,
      names: location.names)
  }

  /// Reads what the build has left; returns whether that has changed.
  private mutating func readManifest() -> Bool {
    guard let file = location.manifests.first(where: { FileStamp($0) != nil }), let stamp = FileStamp(file),
      stamp != manifestStamp
    else { return false }
    manifestStamp = stamp
    // A build writes the file even if nothing in it changes.
    guard let bytes = try? FileReader.bytes(of: file), bytes != manifest else { return false }
    manifest = bytes
    // A command such as `swift package` may write a file without the plugins' commands.
    guard let read = BuildDatabase(manifest: bytes) else { return false }
    database = read
    modules = [:]
    return true
  }

  private mutating func readModules() {
    guard let folder = database?.moduleFolder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return }
    let files = names.filter { $0.hasSuffix(".swiftmodule") }.map { "\(folder)/\($0)" }
    modules = Dictionary(uniqueKeysWithValues: files.compactMap { file in FileStamp(file).map { (file, $0) } })
  }
}
