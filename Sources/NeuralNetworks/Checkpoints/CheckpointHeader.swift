import Tensors

/// What a file says of its tensors before their bytes: JSON, padded with blanks so that the tensors start at a multiple of 8 bytes.
struct CheckpointHeader {
  /// What the header says of a tensor.
  struct Entry {
    var name: String
    var dataType: DataType
    var shape: Shape
    /// Where its bytes start, after the header.
    var start: Int
  }

  /// The tensors in the order of their bytes.
  let entries: [Entry]
  let metadata: [String: String]

  /// Reads and checks a header, which `dataByteCount` bytes follow.
  init(_ text: [UInt8], dataByteCount: Int) throws {
    var reader = try HeaderReader(text)
    guard text.first == UInt8(ascii: "{") else { throw reader.failure("{") }
    var names: Set<String> = []
    var metadata: [String: String] = [:]
    var descriptions: [Description] = []
    try reader.object { reader, name in
      guard names.insert(name).inserted else { throw Checkpoint.Failure.duplicateName(name) }
      if name == Checkpoint.metadataName {
        try reader.object { reader, key in
          guard metadata.updateValue(try reader.string(), forKey: key) == nil else {
            throw Checkpoint.Failure.duplicateName(key)
          }
        }
      } else {
        descriptions.append(try Description(name, from: &reader))
      }
    }
    try reader.end()
    // Tensors without elements come before what starts where they do.
    descriptions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var end = 0
    entries = try descriptions.map { description in
      let entry = try description.entry()
      guard description.start == end else {
        throw Checkpoint.Failure.start(tensor: entry.name, description.start, expected: end)
      }
      end = description.end
      return entry
    }
    guard end == dataByteCount else { throw Checkpoint.Failure.dataByteCount(dataByteCount, expected: end) }
    self.metadata = metadata
  }
}

extension CheckpointHeader {
  /// What the header says of a tensor, as it is written.
  private struct Description {
    let name: String
    let dataType: String
    let sizes: [Int]
    let start: Int
    let end: Int

    init(_ name: String, from reader: inout HeaderReader) throws {
      reader.tensor = name
      var dataType: String?
      var sizes: [Int]?
      var offsets: [Int]?
      try reader.object { reader, key in
        switch key {
        case "dtype" where dataType == nil: dataType = try reader.string()
        case "shape" where sizes == nil: sizes = try reader.integers()
        case "data_offsets" where offsets == nil: offsets = try reader.integers()
        default: throw reader.failure("after one each of \"dtype\", \"shape\" and \"data_offsets\"")
        }
      }
      guard let dataType, let sizes, let offsets, offsets.count == 2 else {
        throw reader.failure("after \"dtype\", \"shape\" and \"data_offsets\", a start and an end")
      }
      reader.tensor = nil
      (self.name, self.dataType, self.sizes, start, end) = (name, dataType, sizes, offsets[0], offsets[1])
    }

    /// The same, checked; where it starts is not.
    func entry() throws -> Entry {
      guard let type = DataType(fileName: dataType) else {
        throw Checkpoint.Failure.dataType(tensor: name, dataType)
      }
      guard let shape = Shape(checking: sizes) else { throw Checkpoint.Failure.shape(tensor: name, sizes) }
      let byteCount = shape.elementCount * type.byteCount
      guard start <= end, end - start == byteCount else {
        throw Checkpoint.Failure.byteCount(tensor: name, start: start, end: end, expected: byteCount)
      }
      return Entry(name: name, dataType: type, shape: shape, start: start)
    }
  }
}

extension Shape {
  /// A shape that a tensor can have; nil if the sizes are too many or too large.
  fileprivate init?(checking sizes: [Int]) {
    guard sizes.count <= 7, sizes.allSatisfy({ $0 <= Int32.max }) else { return nil }
    self.init(sizes)
    guard elementCount <= Int32.max else { return nil }
  }
}

extension DataType {
  /// The bytes of an element.
  var byteCount: Int {
    switch self {
    case .float32: 4
    case .int64: 8
    case .bool: 1
    }
  }

  /// The name in a file's header.
  var fileName: String {
    switch self {
    case .float32: "F32"
    case .int64: "I64"
    case .bool: "BOOL"
    }
  }

  fileprivate init?(fileName: String) {
    guard let type = [DataType.float32, .int64, .bool].first(where: { $0.fileName == fileName }) else { return nil }
    self = type
  }
}
