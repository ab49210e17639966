import Foundation
import Tensors

/// Reads a file of results that real PyTorch gave, made by `Fixtures/generate.py`.
func fixture<Content: Decodable>(_ name: String, as: Content.Type = Content.self) -> Content {
  let file = fixtureURL("\(name).json")
  do {
    return try JSONDecoder().decode(Content.self, from: try Data(contentsOf: file))
  } catch {
    fatalError("\(file.path): \(error)")
  }
}

/// The numbers that eight hexadecimal digits each stand for.
func floats(_ digits: String) -> [Float] {
  let digits = Array(digits.utf8)
  return stride(from: 0, to: digits.count, by: 8).map { start in
    Float(bitPattern: UInt32(String(decoding: digits[start..<start + 8], as: UTF8.self), radix: 16) ?? 0)
  }
}

extension Tensor {
  /// The FNV-1a hash of the little-endian bytes of the elements, as the fixtures write it.
  var hash: String {
    var result: UInt64 = 0xcbf2_9ce4_8422_2325
    for element in scalars(as: Float.self) {
      for shift in [0, 8, 16, 24] as [UInt32] {
        result = (result ^ UInt64(element.bitPattern >> shift & 0xff)) &* 0x100_0000_01b3
      }
    }
    let digits = String(result, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A file of the folder of fixtures.
func fixtureURL(_ name: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
}

/// The bytes of a checkpoint that `Fixtures/checkpoints.py` made.
func fixtureBytes(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: fixtureURL("\(name).safetensors")))
}
