extension Tensor: CustomStringConvertible {
  /// The form PyTorch prints, to the character.
  ///
  /// PyTorch: `repr(tensor)`, `torch/_tensor_str.py`.
  ///
  /// Four digits after the point, lines of 80 columns, and three elements from each end of a dimension where the tensor
  /// has more than 1,000 elements.
  public var description: String { TensorText(self).text }
}

/// Writes a tensor as PyTorch prints it.
private struct TensorText {
  private static let lineWidth = 80
  private static let edge = 3
  private static let prefix = "tensor("

  private let tensor: Tensor
  private let isSummarized: Bool
  private let element: (Int) -> String
  private let width: Int

  init(_ tensor: Tensor) {
    self.tensor = tensor
    let isSummarized = tensor.elementCount > 1000
    self.isSummarized = isSummarized
    var offsets: [Int] = []
    Self.shown(tensor.layout, isSummarized).forEach { $0.forEachOffset { offsets.append($0) } }
    let storage = tensor.storage
    switch tensor.dtype {
    case .float32:
      let format = storage.withElements(Float.self) { elements in NumberFormat(offsets.map { elements[$0] }) }
      element = { offset in format.padded(storage.withElements(Float.self) { $0[offset] }) }
      width = format.width
    case .int64:
      let format = storage.withElements(Int.self) { elements in NumberFormat(offsets.map { String(elements[$0]) }) }
      element = { offset in format.padded(storage.withElements(Int.self) { String($0[offset]) }) }
      width = format.width
    case .bool:
      let format = storage.withElements(Bool.self) { elements in NumberFormat(offsets.map { Self.text(elements[$0]) }) }
      element = { offset in format.padded(storage.withElements(Bool.self) { Self.text($0[offset]) }) }
      width = format.width
    }
  }

  var text: String {
    let isEmpty = tensor.elementCount == 0
    let body = isEmpty ? "[]" : block(tensor.layout, indent: Self.prefix.count)
    var suffixes: [String] = []
    if isEmpty, tensor.shape.count != 1 { suffixes.append("size=(\(tuple(tensor.shape)))") }
    if isEmpty, tensor.dtype != .float32 { suffixes.append("dtype=\(tensor.dtype)") }
    if let node = tensor.node { suffixes.append(node.name.map { "grad_fn=<\($0)>" } ?? "requires_grad=True") }
    return append(suffixes, to: Self.prefix + body) + ")"
  }

  private static func text(_ isTrue: Bool) -> String { isTrue ? "True" : "False" }

  private func tuple(_ shape: Shape) -> String {
    shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
  }

  /// Puts each suffix on the line, or on one of its own where it does not fit.
  private func append(_ suffixes: [String], to body: String) -> String {
    var text = body
    // The length of the last line as PyTorch takes it, which is more than it has.
    var column = body.count - (body.lastIndexOffset(of: "\n") ?? -1) + 1
    for suffix in suffixes {
      if column + suffix.count + 2 > Self.lineWidth {
        text += ",\n" + String(repeating: " ", count: Self.prefix.count) + suffix
        column = Self.prefix.count + suffix.count
      } else {
        text += ", " + suffix
        column += suffix.count + 2
      }
    }
    return text
  }

  private func block(_ layout: Layout, indent: Int) -> String {
    switch layout.shape.count {
    case 0: return element(layout.offset)
    case 1: return line(layout, indent: indent)
    default:
      let slices = items(layout.shape[0]).map { index in
        index.map { block(layout.selecting($0, along: 0), indent: indent + 1) } ?? "..."
      }
      let breaks = String(repeating: "\n", count: layout.shape.count - 1)
      return "[" + slices.joined(separator: "," + breaks + String(repeating: " ", count: indent + 1)) + "]"
    }
  }

  private func line(_ layout: Layout, indent: Int) -> String {
    let perLine = max(1, (Self.lineWidth - indent) / (width + 2))
    let texts = items(layout.shape[0]).map { index in
      index.map { element(layout.offset + $0 * layout.strides[0]) } ?? " ..."
    }
    let lines = stride(from: 0, to: texts.count, by: perLine).map {
      texts[$0..<min($0 + perLine, texts.count)].joined(separator: ", ")
    }
    return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }

  /// The indices that are printed; nil stands for those left out.
  private func items(_ size: Int) -> [Int?] {
    guard isSummarized, size > 2 * Self.edge else { return Array(0..<size) }
    return Array(0..<Self.edge) + [nil] + Array(size - Self.edge..<size)
  }

  /// The parts of a tensor that are printed, and so decide the width of its columns.
  private static func shown(_ layout: Layout, _ isSummarized: Bool) -> [Layout] {
    guard isSummarized else { return [layout] }
    return layout.shape.indices.reduce([layout]) { parts, dimension in
      let size = layout.shape[dimension]
      guard size > 2 * edge else { return parts }
      return parts.flatMap {
        [$0.slicing(0..<edge, along: dimension), $0.slicing(size - edge..<size, along: dimension)]
      }
    }
  }
}

extension String {
  /// How many characters stand before the last occurrence of a character.
  fileprivate func lastIndexOffset(of character: Character) -> Int? {
    lastIndex(of: character).map { distance(from: startIndex, to: $0) }
  }
}
