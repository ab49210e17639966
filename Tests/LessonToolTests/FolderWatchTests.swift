import Foundation
import Testing

@testable import LessonTool

@Suite("Watching folders")
struct FolderWatchTests {
  /// Makes changes one after the other in a watched folder, and returns the numbers of those that were noticed.
  private static func noticed(in root: String, _ changes: [() throws -> Void]) throws -> [Int] {
    let pending = PendingChanges()
    let watch = try #require(FolderWatch { _ in pending.add(.sources) })
    watch.add(root)
    #expect(watch.isComplete)
    return try withExtendedLifetime(watch) {
      try changes.indices.filter { index in
        try changes[index]()
        return !pending.take(within: .milliseconds(400)).isEmpty
      }
    }
  }

  private static func write(_ path: String, atomically: Bool = false) throws {
    try Data("text".utf8).write(to: URL(filePath: path), options: atomically ? .atomic : [])
  }

  private static let manager = FileManager.default

  @Test("Files that are saved in place or by a rename, and new, moved and removed files are noticed")
  func files() throws {
    let folder = try CourseFolder("needs")
    let (root, lesson) = (folder.url.path, folder.file("needs").path)
    let noticed = try Self.noticed(
      in: root,
      [
        { try Self.write(lesson) },
        { try Self.write(lesson, atomically: true) },
        { try Self.write("\(root)/Package.swift") },
        { try Self.manager.moveItem(atPath: "\(root)/Package.swift", toPath: "\(root)/Moved.swift") },
        { try Self.manager.removeItem(atPath: "\(root)/Moved.swift") },
        { try Self.manager.createSymbolicLink(atPath: "\(root)/Link.swift", withDestinationPath: lesson) },
      ])
    #expect(noticed == Array(0..<6))
  }

  @Test("New folders, and folders that are removed and made again, are watched with all that is in them")
  func folders() throws {
    let folder = try CourseFolder("needs")
    let (root, new) = (folder.url.path, folder.url.path + "/Sources/New/Deep")
    func makeFolder() throws { try Self.manager.createDirectory(atPath: new, withIntermediateDirectories: true) }
    let noticed = try Self.noticed(
      in: root,
      [
        makeFolder,
        { try Self.write("\(new)/A.swift") },
        { try Self.manager.removeItem(atPath: "\(root)/Sources") },
        makeFolder,
        { try Self.write("\(new)/A.swift") },
        { try Self.manager.moveItem(atPath: "\(root)/Sources", toPath: "\(root)/Other") },
        { try Self.write("\(root)/Other/New/Deep/A.swift") },
        {
          try Self.manager.removeItem(atPath: root)
          try makeFolder()
        },
        { try Self.write("\(new)/A.swift") },
      ])
    #expect(noticed == Array(0..<9))
  }

  @Test("Files behind a symbolic link are watched, even if links form a circle")
  func links() throws {
    let folder = try CourseFolder("needs")
    let other = try CourseFolder("throws")
    let (root, target) = (folder.url.path, other.lessonFolder.path)
    try Self.manager.createSymbolicLink(atPath: "\(root)/Linked", withDestinationPath: target)
    try Self.manager.createSymbolicLink(atPath: "\(root)/Circle", withDestinationPath: root)
    let file = other.file("throws").path
    #expect(try Self.noticed(in: root, [{ try Self.write(file) }]) == [0])
  }

  @Test("Hidden files, editors' own files, and folders that a build or `render` makes are ignored")
  func ignored() throws {
    let folder = try CourseFolder("needs")
    let root = folder.url.path
    for made in [".build", "build", "Output/html"] {
      try Self.manager.createDirectory(atPath: "\(root)/\(made)", withIntermediateDirectories: true)
    }
    try Self.write("\(root)/build/workspace-state.json")
    try Self.write("\(root)/Output/html/.lessons-files")
    let names = [
      ".build/debug", ".A.swift.swp", "A.swift~", "#A.swift#", ".#A.swift", "4913", "A.swift___jb_tmp___", "build/x",
      "Output/html/01.html",
    ]
    let changes = names.map { name in { try Self.write("\(root)/\(name)") } }
    #expect(try Self.noticed(in: root, changes + [{ try Self.write("\(root)/A.swift") }]) == [names.count])
  }

  @Test("Thousands of files that change at once are noticed, and so is what changes afterwards")
  func many() throws {
    let folder = try CourseFolder("needs")
    let root = folder.url.path
    let noticed = try Self.noticed(
      in: root,
      [
        {
          for number in 0..<40 {
            try Self.manager.createDirectory(
              atPath: "\(root)/Sources/\(number)", withIntermediateDirectories: true)
            for file in 0..<50 { try Self.write("\(root)/Sources/\(number)/\(file).swift") }
          }
        },
        { try Self.write("\(root)/Sources/39/1.swift") },
      ])
    #expect(noticed == [0, 1])
  }
}
