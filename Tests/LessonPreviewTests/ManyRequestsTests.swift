import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Many requests", .serialized)
struct ManyRequestsTests {
  @Test("Ten thousand connections at once end nothing, and those that are too many are told so")
  func connections() throws {
    let server = try StubServer()
    #if os(Linux)
      let usage = try server.usage
    #endif
    var limit = rlimit()
    #if canImport(Glibc)
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #else
      getrlimit(RLIMIT_NOFILE, &limit)
    #endif
    let count = min(10_000, Int(clamping: limit.rlim_cur) / 2)
    do {
      let crowd = try (0..<count).map { _ in try RawConnection(port: server.port) }
      let response = try server.answer(to: server.get("/"))
      #expect(response.status == 503 || response.isClosed)
      #expect(crowd.count == count)
    }
    #expect(try eventually { try server.body(of: "/") == "the page" })
    #if os(Linux)
      #expect(try eventually { try server.usage == usage })
    #endif
  }

  @Test("Without a free descriptor, connections wait, and the server goes on when there is one")
  func noDescriptor() throws {
    let server = try StubServer(descriptors: 40)
    #expect(try server.body(of: "/") == "the page")
    do {
      let crowd = try (0..<100).map { _ in try RawConnection(port: server.port) }
      usleep(300_000)
      #expect(server.isRunning && crowd.count == 100)
    }
    #expect(try eventually { try server.body(of: "/") == "the page" })
  }

  @Test("Ten thousand requests leave memory, descriptors and threads as they were")
  func requests() throws {
    let server = try StubServer()
    #if os(Linux)
      let usage = try server.usage
    #endif
    func ask(_ count: Int) throws {
      for number in 0..<count {
        let response = try server.answer(to: number % 4 == 0 ? server.post("do") : server.get("/"))
        #expect(response.status == 200)
      }
    }
    try ask(2000)
    #if os(Linux)
      let memory = try server.memory
    #endif
    try ask(10_000)
    #if os(Linux)
      #expect(try server.memory - memory < 2 << 20)
      #expect(try eventually { try server.usage == usage })
    #endif
  }
}
