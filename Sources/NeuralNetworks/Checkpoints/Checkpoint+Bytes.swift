import Tensors

extension Checkpoint {
  /// The most bytes of a header, as in the Python package.
  private static let headerLimit = 100_000_000

  /// Reads the bytes of a file of the format safetensors.
  ///
  /// Throws a ``Failure`` if they are no such file, or one with tensors other than float32, int64 and bool.
  public init(bytes: [UInt8]) throws {
    try self.init(byteCount: bytes.count) { offset, target in
      bytes.withUnsafeBytes {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset...].prefix(target.count)))
      }
    }
  }

  /// Reads a source of bytes; `read` fills a buffer with those from an offset on.
  init(byteCount: Int, read: (_ offset: Int, _ target: UnsafeMutableRawBufferPointer) throws -> Void) throws {
    guard byteCount >= 8 else { throw Failure.tooShort(byteCount: byteCount) }
    var word: UInt64 = 0
    try withUnsafeMutableBytes(of: &word) { try read(0, $0) }
    let length = UInt64(littleEndian: word)
    guard length >= 2, length <= Self.headerLimit, length <= byteCount - 8 else {
      throw Failure.headerLength(length, byteCount: byteCount)
    }
    let start = 8 + Int(length)
    let text = try Self.elements(Int(length), as: UInt8.self) { try read(8, $0) }
    let header = try CheckpointHeader(text, dataByteCount: byteCount - start)
    self.init(metadata: header.metadata)
    for entry in header.entries {
      let read = { (target: UnsafeMutableRawBufferPointer) in try read(start + entry.start, target) }
      self[entry.name] = try Self.tensor(entry, read)
    }
  }

  private static func tensor(
    _ entry: CheckpointHeader.Entry, _ read: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws -> Tensor {
    let count = entry.shape.elementCount
    switch entry.dataType {
    case .float32: return Tensor(try elements(count, as: Float.self, read), shape: entry.shape)
    case .int64: return Tensor(try elements(count, as: Int.self, read), shape: entry.shape)
    case .bool:
      let bytes = try elements(count, as: UInt8.self, read)
      if let byte = bytes.first(where: { $0 > 1 }) { throw Failure.boolean(tensor: entry.name, byte) }
      return Tensor(bytes.map { $0 == 1 }, shape: entry.shape)
    }
  }

  /// The elements that a closure writes the bytes of.
  private static func elements<Element: BitwiseCopyable>(
    _ count: Int, as: Element.Type, _ read: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws -> [Element] {
    try [Element](unsafeUninitializedCapacity: count) { target, filled in
      try read(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: target[..<count])))
      filled = count
    }
  }

  /// The bytes of a file of the format safetensors, in the order of the Python package; the same tensors and metadata give the same bytes.
  public var bytes: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      members.append("\(json(Self.metadataName)):{\(texts.map { "\(json($0)):\(json($1))" }.joined(separator: ","))}")
    }
    var (data, end): ([Tensor], Int) = ([], 0)
    for (name, tensor) in sorted {
      let start = end
      end += tensor.elementCount * tensor.dtype.byteCount
      data.append(tensor)
      let sizes = tensor.shape.map { "\($0)" }.joined(separator: ",")
      members.append(
        "\(json(name)):{\"dtype\":\"\(tensor.dtype.fileName)\",\"shape\":[\(sizes)],\"data_offsets\":[\(start),\(end)]}"
      )
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += Array(repeating: UInt8(ascii: " "), count: -header.count & 7)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + end)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += header
    for tensor in data { tensor.withBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// The tensors in the order of a file: those of the widest elements first, so that each is aligned, and then by the bytes of their names.
  private var sorted: [(name: String, tensor: Tensor)] {
    let tensors = names.compactMap { name in self[name].map { (name: name, tensor: $0) } }
    return tensors.sorted { first, second in
      let widths = (first.tensor.dtype.byteCount, second.tensor.dtype.byteCount)
      return widths.0 == widths.1
        ? first.name.utf8.lexicographicallyPrecedes(second.name.utf8) : widths.0 > widths.1
    }
  }
}

extension Tensor {
  /// Calls a closure with the bytes of the elements, in the order of the shape.
  fileprivate func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch dtype {
    case .float32: scalars(as: Float.self).withUnsafeBytes(body)
    case .int64: scalars(as: Int.self).withUnsafeBytes(body)
    case .bool: scalars(as: Bool.self).withUnsafeBytes(body)
    }
  }
}

/// A JSON string with the escapes that the Python package writes.
private func json(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\u{8}": result += "\\b"
    case "\u{c}": result += "\\f"
    case "\u{0}"..<" ":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
