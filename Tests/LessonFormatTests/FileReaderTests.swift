import LessonFormat
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Reading a file")
struct FileReaderTests {
  private static let folder: String = {
    var template = Array("/tmp/lessons-reader-XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }()

  private func reason(_ path: String) -> String? {
    do throws(FileReader.Failure) {
      _ = try FileReader.bytes(of: path)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("gives all its bytes", arguments: [0, 1, 65535, 65536, 65537, 300_000])
  func bytes(_ count: Int) throws {
    let path = "\(Self.folder)/\(count)"
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == count)
    close(file)
    #expect(try FileReader.bytes(of: path) == bytes)
    unlink(path)
  }

  @Test("refuses at once what is not a regular file: a pipe would wait for a writer, and a device may never end")
  func others() {
    let pipe = "\(Self.folder)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let socketPath = "\(Self.folder)/socket"
    bindSocket(at: socketPath)
    for path in ["/dev/zero", "/dev/null", Self.folder, socketPath, pipe] {
      #expect(reason(path) == "it is not a regular file", "\(path)")
    }
    #expect(reason("\(Self.folder)/none") == "No such file or directory")
    unlink(pipe)
    unlink(socketPath)
  }

  private func bindSocket(at path: String) {
    #if canImport(Glibc)
      let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
    }
    #expect(result == 0)
    close(socket)
  }
}
