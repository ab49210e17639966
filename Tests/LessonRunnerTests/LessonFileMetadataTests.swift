import Foundation
import Testing

@testable import LessonRunner

#if canImport(Glibc)
  import CSystem
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("A lesson's file that is replaced keeps")
struct LessonFileMetadataTests {
  private func replace(_ file: borrowing TemporaryFile, reached: (LessonFile.Step) -> Void = { _ in }) throws {
    let old = try Array(Data(contentsOf: file.url))
    try LessonFile(path: file.path, name: "a.md").replace(old, with: Array("new\n".utf8), reached: reached)
    #expect(try file.text == "new\n")
    #expect(try file.entries == ["a.md"])
  }

  private func status(_ path: String) -> stat {
    var status = stat()
    stat(path, &status)
    return status
  }

  @Test("its mode, and starts as a file that only its owner can read")
  func mode() throws {
    for mode: mode_t in [0o600, 0o640, 0o664, 0o755, 0o4755, 0o2644] {
      let file = try TemporaryFile("old\n")
      chmod(file.path, mode)
      let hidden = file.folder.appending(path: ".a.md.recording").path
      try replace(file) { if $0 == .created { #expect(status(hidden).st_mode & 0o7777 == 0o600) } }
      #expect(status(file.path).st_mode & 0o7777 == mode)
    }
  }

  @Test("its owner and its group, also in a folder that gives new files its own group", .enabled(if: geteuid() == 0))
  func owner() throws {
    for (owner, group): (uid_t, gid_t) in [(0, 0), (1234, 0), (0, 2345), (1234, 2345)] {
      let file = try TemporaryFile("old\n")
      chmod(file.path, 0o640)
      chown(file.path, owner, group)
      chown(file.folder.path, 0, 3456)
      chmod(file.folder.path, 0o2775)
      try replace(file)
      #expect(status(file.path).st_uid == owner && status(file.path).st_gid == group)
      #expect(status(file.path).st_mode & 0o7777 == 0o640)
    }
  }

  #if os(Linux)
    /// An access list as `setfacl -m u:1234:rw` makes it (posix_acl_xattr.h): a version, then tag, permissions and id of each entry.
    private static let list: [UInt8] =
      [2, 0, 0, 0]
      + [(0x01, 6, -1), (0x02, 6, 1234), (0x04, 0, -1), (0x10, 6, -1), (0x20, 0, -1)].flatMap {
        (tag: UInt8, permissions: UInt8, id: Int32) in
        [tag, 0, permissions, 0] + (0..<4).map { UInt8(truncatingIfNeeded: id >> ($0 * 8)) }
      }

    private func value(_ name: String, of path: String) -> [UInt8]? {
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = getxattr(path, name, &bytes, bytes.count)
      return count < 0 ? nil : Array(bytes[..<count])
    }

    @Test("its access list and its extended attributes")
    func attributes() throws {
      let file = try TemporaryFile("old\n")
      chmod(file.path, 0o600)
      // Some file systems have neither.
      guard setxattr(file.path, "system.posix_acl_access", Self.list, Self.list.count, 0) == 0 else { return }
      #expect(setxattr(file.path, "user.note", "mine", 4, 0) == 0)
      #expect(setxattr(file.path, "user.empty", "", 0, 0) == 0)
      try replace(file)
      #expect(value("system.posix_acl_access", of: file.path) == Self.list)
      #expect(value("user.note", of: file.path) == Array("mine".utf8))
      #expect(value("user.empty", of: file.path) == [])
      #expect(status(file.path).st_mode & 0o7777 == 0o660)
    }

    @Test("to itself what its folder would share with others")
    func inheritedList() throws {
      let file = try TemporaryFile("old\n")
      chmod(file.path, 0o660)
      guard setxattr(file.folder.path, "system.posix_acl_default", Self.list, Self.list.count, 0) == 0 else { return }
      try replace(file)
      #expect(value("system.posix_acl_access", of: file.path) == nil)
      #expect(status(file.path).st_mode & 0o7777 == 0o660)
    }
  #endif
}
