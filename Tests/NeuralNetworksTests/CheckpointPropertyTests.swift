import NeuralNetworks
import RandomLessons
import Tensors
import Testing

@Suite("Checkpoints of random bytes")
struct CheckpointPropertyTests {
  @Test(
    "A changed file is refused, or is read as what it then says (LESSONS_CASES sets the number, LESSONS_SEED reruns one)"
  )
  func mutations() throws {
    let files = try [fixtureBytes("package"), fixtureBytes("model")]
    var counts = (read: 0, refused: 0)
    for seed in Cases.seeds(1000) {
      var random = Generator(seed: seed)
      var bytes = files[random.below(files.count)]
      for _ in 0...random.below(3) { Self.change(&bytes, &random) }
      do {
        let checkpoint = try Checkpoint(bytes: bytes)
        // What was read says everything that the bytes say: written and read again, it is the same.
        let written = checkpoint.bytes
        let again = try Checkpoint(bytes: written)
        #expect(again.bytes == written, "seed \(seed)")
        #expect(Set(again.names) == Set(checkpoint.names), "seed \(seed)")
        #expect(again.metadata == checkpoint.metadata, "seed \(seed)")
        let count = checkpoint.names.reduce(0) { $0 + (checkpoint[$1].map(Self.byteCount) ?? 0) }
        let length = Int(bytes[0]) + Int(bytes[1]) << 8
        #expect(count == bytes.count - 8 - length, "seed \(seed)")
        // The data of the two files is written in the order of the bytes that were read.
        if checkpoint.names == again.names { #expect(written.suffix(count) == bytes.suffix(count), "seed \(seed)") }
        counts.read += 1
      } catch let failure as Checkpoint.Failure {
        #expect(failure.description.utf8.count < 2000, "seed \(seed)")
        counts.refused += 1
      }
    }
    if counts.read + counts.refused > 100 { #expect(counts.read > 0 && counts.refused > 0) }
  }

  private static func byteCount(_ tensor: Tensor) -> Int {
    switch tensor.dtype {
    case .float32: 4 * tensor.elementCount
    case .int64: 8 * tensor.elementCount
    case .bool: tensor.elementCount
    }
  }

  /// Pieces of headers that mean something.
  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00e9", "\\ud800", "0", "1", "-1", "1e3", "4294967296",
    "18446744073709551616", "null", "\"dtype\"", "\"F32\"", "\"I64\"", "\"BOOL\"", "\"BF16\"", "\"shape\"",
    "\"data_offsets\"", "__metadata__", " ", "\0", "\u{301}",
  ].map { Array($0.utf8) }

  private static func change(_ bytes: inout [UInt8], _ random: inout Generator) {
    guard !bytes.isEmpty else { return }
    let header = min(bytes.count, 400)
    let start = random.below(random.below(4) == 0 ? bytes.count : header)
    let end = min(bytes.count, start + random.below(12))
    switch random.below(9) {
    case 0: bytes[start] ^= 1 << UInt8(random.below(8))
    case 1: bytes[start] = UInt8(random.below(256))
    case 2: bytes.removeSubrange(start..<end)
    case 3: bytes.insert(contentsOf: bytes[start..<end], at: start)
    case 4: bytes.removeSubrange(start...)
    case 5: bytes.append(contentsOf: bytes[start..<end])
    case 6: bytes.swapAt(start, random.below(header))
    case 7:
      // A digit becomes another one, which changes a shape or an offset.
      if let digit = bytes[start...].firstIndex(where: { (48...57).contains($0) }) {
        bytes[digit] = UInt8(48 + random.below(10))
      }
    default:
      bytes.replaceSubrange(start..<end, with: pieces[random.below(pieces.count)])
      // With the right length of the header, what was changed is what is read.
      if random.below(2) == 0, let close = bytes[min(8, bytes.count)...].lastIndex(of: UInt8(ascii: "}")) {
        let length = close - 7
        for index in 0..<min(8, bytes.count) { bytes[index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
      }
    }
  }
}

extension Generator {
  /// A number from 0 up to, but not including, a limit.
  fileprivate mutating func below(_ limit: Int) -> Int { Int(next32()) % limit }
}
