import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The file of check --junit")
struct JUnitFileTests {
  private func check(_ folder: borrowing CourseFolder, _ file: String) throws {
    let result = try folder.run("check", "needs", "--junit", file)
    #expect(result.code == 0, "\(result)")
  }

  private func kind(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  private func isReport(_ text: String) -> Bool {
    text.hasPrefix("<?xml") && text.hasSuffix("</testsuites>\n")
  }

  @Test("is replaced as a whole if it is a regular file")
  func regular() throws {
    let folder = try CourseFolder("needs")
    let file = folder.url.appending(path: "report.xml")
    try Data(String(repeating: "old\n", count: 10_000).utf8).write(to: file)
    let open = try FileHandle(forReadingFrom: file)
    try check(folder, file.path)
    #expect(isReport(try String(contentsOf: file, encoding: .utf8)))
    // Whoever still reads the old report is not disturbed.
    #expect(try open.readToEnd()?.count == 40_000)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 3)
  }

  @Test("stays a symbolic link, and the report is in the file that it leads to")
  func link() throws {
    let folder = try CourseFolder("needs")
    let (link, target) = (folder.url.appending(path: "link").path, folder.url.appending(path: "target").path)
    #expect(symlink("target", link) == 0)
    for _ in 0..<2 {
      try check(folder, link)
      #expect(kind(link) == S_IFLNK && kind(target) == S_IFREG)
      #expect(isReport(try String(contentsOfFile: target, encoding: .utf8)))
    }
  }

  @Test("stays a pipe, and the report comes out of it")
  func pipe() throws {
    let folder = try CourseFolder("needs")
    let path = folder.url.appending(path: "pipe").path
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    try check(folder, path)
    #expect(kind(path) == S_IFIFO)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(reader, &bytes, bytes.count)
    #expect(isReport(String(decoding: bytes[..<max(0, count)], as: UTF8.self)))
    close(reader)
  }

  @Test("stays a device", .enabled(if: geteuid() == 0))
  func device() throws {
    let folder = try CourseFolder("needs")
    let path = folder.url.appending(path: "null").path
    var null = stat()
    #expect(stat("/dev/null", &null) == 0)
    guard mknod(path, S_IFCHR | 0o666, null.st_rdev) == 0 else { return }
    try check(folder, path)
    #expect(kind(path) == S_IFCHR)
  }

  @Test("is reported if it cannot be written")
  func unwritable() throws {
    let folder = try CourseFolder("needs")
    let link = folder.url.appending(path: "loop").path
    #expect(symlink("loop", link) == 0)
    for file in ["no/such/folder.xml", link, folder.url.path] {
      let result = try folder.run("check", "needs", "--junit", file)
      #expect(result.code == 1)
      #expect(result.errors.contains("error: cannot write \(file): "), "\(result.errors)")
    }
  }
}
