import Foundation
import Tensors

/// A file of results that real PyTorch gave, made by `Fixtures/generate.py`.
struct Fixture<Case: Decodable>: Decodable {
  var torch: String
  var cases: [Case]

  /// Reads a file of the folder `Fixtures`.
  static func cases(_ name: String) -> [Case] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name).json")
    do {
      return try JSONDecoder().decode(Fixture.self, from: try Data(contentsOf: file)).cases
    } catch {
      fatalError("\(file.path): \(error)")
    }
  }
}

/// A tensor as the fixtures write one.
struct StoredTensor: Decodable, Sendable {
  var shape: [Int]
  var dtype: String
  /// The elements of a tensor of float32: eight hexadecimal digits for the bits of each.
  var bits: String?
  /// The elements of any other tensor.
  var elements: [Int]?

  var tensor: Tensor {
    switch dtype {
    case "torch.float32": Tensor(floats, shape: Shape(shape))
    case "torch.int64": Tensor(elements ?? [], shape: Shape(shape))
    default: Tensor((elements ?? []).map { $0 != 0 }, shape: Shape(shape))
    }
  }

  private var floats: [Float] {
    let digits = Array((bits ?? "").utf8)
    return stride(from: 0, to: digits.count, by: 8).map { start in
      Float(bitPattern: UInt32(String(decoding: digits[start..<start + 8], as: UTF8.self), radix: 16) ?? 0)
    }
  }
}
