import Foundation
import NeuralNetworks
import Tensors
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  @Test("are read from the Python package's file, and written as it writes them, byte for byte")
  func package() throws {
    let bytes = try fixtureBytes("package")
    let checkpoint = try Checkpoint(bytes: bytes)
    let escapes = "é \"\\\n\t\u{8}\u{c}\r\u{1}/\u{7f}😀"
    #expect(checkpoint.names == ["Z", "a.count", "b", "empty", escapes, "a"])
    #expect(checkpoint.metadata == ["made by": "the \"package\"\n"])
    #expect(checkpoint["Z"]?.scalars(as: Int.self) == [.max, .min])
    #expect(checkpoint["a.count"]?.shape == [])
    #expect(checkpoint["a.count"]?.item(as: Int.self) == -5)
    #expect(checkpoint["b"]?.shape == [2, 3])
    let expected: [Float] = [1.5, -0.0, .nan, .infinity, .leastNonzeroMagnitude, 3.4e38]
    #expect(checkpoint["b"]?.scalars(as: Float.self).map(\.bitPattern) == expected.map(\.bitPattern))
    #expect(checkpoint["empty"]?.shape == [2, 0])
    #expect(checkpoint[escapes]?.scalars(as: Float.self) == [7])
    #expect(checkpoint["a"]?.scalars(as: Bool.self) == [true, false, true])
    #expect(checkpoint.bytes == bytes)

    var reversed = Checkpoint(metadata: checkpoint.metadata)
    for name in checkpoint.names.reversed() { reversed[name] = checkpoint[name] }
    #expect(reversed.bytes == bytes)
  }

  @Test("are written as before; Fixtures/checkpoints.py reads this file with the Python package")
  func ours() throws {
    var checkpoint = Checkpoint(metadata: ["c": "", "a": "1", "b": "ü"])
    checkpoint["truths"] = Tensor([true, false])
    checkpoint.add(try Checkpoint(bytes: try fixtureBytes("model")), under: "model")
    checkpoint["numbers"] = Tensor([[1, 2], [-3, 1 << 40]])
    let file = fixtureURL("ours.safetensors")
    if !FileManager.default.fileExists(atPath: file.path) { try checkpoint.write(to: file.path) }
    #expect(try checkpoint.bytes == fixtureBytes("ours"))
  }

  @Test("An empty checkpoint has the package's bytes")
  func empty() throws {
    let bytes = [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8)
    #expect(Checkpoint().bytes == bytes)
    #expect(try Checkpoint(bytes: bytes).names.isEmpty)
  }

  @Test("hold copies, in the order in which they were added, and parts by name")
  func value() throws {
    let parameter = Tensor.ones([2]).asParameter()
    var checkpoint = Checkpoint()
    checkpoint["y"] = parameter
    checkpoint["x"] = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3]).transposed(0, 1)
    var whole = Checkpoint()
    whole.add(checkpoint, under: "a.b")
    whole.add(Checkpoint(metadata: ["k": "v"]), under: "m")
    whole["a.bc"] = parameter
    #expect(whole.names == ["a.b.y", "a.b.x", "a.bc"])
    #expect(whole.metadata == ["m.k": "v"])
    #expect(whole.part("m").metadata == ["k": "v"])
    #expect(whole.part("a.b").description == "y: torch.float32 [2]\nx: torch.int64 [3, 2]")
    let optimizer = SGD([parameter], learningRate: 1)
    parameter.sum().backward()
    optimizer.step()
    #expect(checkpoint["y"]?.scalars(as: Float.self) == [1, 1])
    #expect(checkpoint["y"]?.requiresGradient == false)
    checkpoint["y"] = nil
    checkpoint["z"] = nil
    #expect(checkpoint.names == ["x"])
    #expect(try Checkpoint(bytes: checkpoint.bytes)["x"]?.scalars(as: Int.self) == [1, 4, 2, 5, 3, 6])
  }
}

@Suite("Files of checkpoints")
struct CheckpointFileTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-checkpoint-\(UUID())")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  @Test("are written whole, through links, with the permissions of those that they replace")
  func replace() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = FileManager.default
    var checkpoint = Checkpoint()
    checkpoint["x"] = Tensor.arange(0..<100_000)
    try checkpoint.write(to: path("a"))
    #expect(try Checkpoint(contentsOf: path("a")).bytes == checkpoint.bytes)
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("a"))
    try files.createSymbolicLink(atPath: path("link"), withDestinationPath: "a")
    checkpoint["y"] = Tensor([true])
    try checkpoint.write(to: path("link"))
    #expect(try Checkpoint(contentsOf: path("a")).names == ["x", "y"])
    let attributes = try files.attributesOfItem(atPath: path("a"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try files.destinationOfSymbolicLink(atPath: path("link")) == "a")
    #expect(try files.contentsOfDirectory(atPath: folder.path).sorted() == ["a", "link"])
  }

  @Test("that cannot be read or written leave nothing behind")
  func refused() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func check(_ sentence: String, _ body: () throws -> Void) {
      let error = #expect(throws: Checkpoint.Failure.self, performing: body)
      #expect(error?.description == sentence)
    }
    check("cannot read \(path("a")): No such file or directory") { _ = try Checkpoint(contentsOf: path("a")) }
    check("cannot read \(folder.path): it is not a file") { _ = try Checkpoint(contentsOf: folder.path) }
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    check("cannot read \(path("pipe")): it is not a file") { _ = try Checkpoint(contentsOf: path("pipe")) }
    check("cannot write \(path("b/c")): No such file or directory: what was there before is unchanged") {
      try Checkpoint().write(to: path("b/c"))
    }
    check("cannot write \(folder.path): Is a directory: what was there before is unchanged") {
      try Checkpoint().write(to: folder.path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pipe"])
    let siblings = try FileManager.default.contentsOfDirectory(atPath: folder.deletingLastPathComponent().path)
    #expect(!siblings.contains { $0.hasPrefix(folder.lastPathComponent + ".") })
  }

  @Test("A file of ten gigabytes with a header that claims less is not read")
  func sparse() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Checkpoint().write(to: path("a"))
    #expect(truncate(path("a"), 10 << 30) == 0)
    #expect(throws: Checkpoint.Failure.dataByteCount(10 << 30 - 16, expected: 0)) {
      try Checkpoint(contentsOf: path("a"))
    }
  }
}
