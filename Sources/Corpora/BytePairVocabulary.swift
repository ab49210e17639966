/// The tokens of a byte-pair encoding, and the pairs that merge into others.
struct BytePairVocabulary: Sendable {
  /// Two adjacent tokens.
  struct Pair: Hashable, Sendable {
    let left, right: Int32
  }

  /// The bytes of each token: the single bytes, then the merges, then the name of the end-of-text token.
  private(set) var tokens: [[UInt8]]
  /// The token of each byte.
  let byteTokens: [Int32]
  /// What each pair merges into: the smaller the number, the earlier the merge.
  private var merges: [Pair: Int32] = [:]

  /// Parses the text of a `vocab.bpe` file: a line with the version, then one merge per line.
  init(_ bytes: [UInt8], mergeCount: Int) throws(BytePairTokenizer.Failure) {
    tokens = (Self.printable + Self.others).map { [$0] }
    var byteTokens = [Int32](repeating: 0, count: 256)
    for (token, bytes) in tokens.enumerated() { byteTokens[Int(bytes[0])] = Int32(token) }
    self.byteTokens = byteTokens

    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let version = lines.first.map(Self.text) ?? ""
    guard version.utf8.elementsEqual("#version: 0.2".utf8) else { throw .wrongVersion(version) }
    try readMerges(lines.prefix(mergeCount + 1).dropFirst(), names: Self.byteNames)
    guard lines.count == mergeCount + 1 else { throw .wrongLineCount(lines.count, expected: mergeCount + 1) }
    tokens.append(Array("<|endoftext|>".utf8))
  }

  private mutating func readMerges(
    _ lines: ArraySlice<ArraySlice<UInt8>>, names: [ArraySlice<UInt8>: Int32]
  ) throws(BytePairTokenizer.Failure) {
    var names = names
    tokens.reserveCapacity(tokens.count + lines.count + 1)
    names.reserveCapacity(tokens.count + lines.count)
    merges.reserveCapacity(lines.count)
    for (index, line) in zip(lines.indices, lines) {
      let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .wrongParts(Self.text(line), line: index + 1)
      }
      guard let left = names[parts[0]] else { throw .unknownPart(Self.text(parts[0]), line: index + 1) }
      guard let right = names[parts[1]] else { throw .unknownPart(Self.text(parts[1]), line: index + 1) }
      let (name, token) = (parts[0] + parts[1], Int32(tokens.count))
      guard names.updateValue(token, forKey: name) == nil else {
        throw .repeatedMerge(Self.text(name), line: index + 1)
      }
      merges[Pair(left: left, right: right)] = token
      tokens.append(tokens[Int(left)] + tokens[Int(right)])
    }
  }

  /// Returns the token that two tokens merge into, or nil if they do not merge.
  func merged(_ left: Int32, _ right: Int32) -> Int32? { merges[Pair(left: left, right: right)] }

  /// The bytes that are printable in Latin-1, whose tokens come first.
  private static let printable = Array(33...126) + Array(161...172) + Array(174...255) as [UInt8]
  private static let others = (0...255).filter { !printable.contains($0) } as [UInt8]

  /// The tokens of the bytes by their UTF-8 names in the file: printable bytes as themselves, the others as U+0100 and up.
  private static var byteNames: [ArraySlice<UInt8>: Int32] {
    let scalars = (printable.map(Int.init) + (0x100..<0x100 + others.count)).compactMap(Unicode.Scalar.init)
    let names = scalars.map { ArraySlice(String($0).utf8) }
    return Dictionary(uniqueKeysWithValues: zip(names, (0 as Int32)...))
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
