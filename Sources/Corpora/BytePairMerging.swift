/// Merges the bytes of each piece into tokens: the earliest merge in the vocabulary first, and the leftmost of equal ones.
///
/// The tokens of a piece form a linked list, and possible merges wait in a heap, so that a long piece is not scanned
/// again for every merge.
struct BytePairMerging {
  private let vocabulary: BytePairVocabulary
  /// The tokens of the piece, each at the position of its first byte.
  private var tokens: [Int32] = []
  /// The positions of the previous and the following token: -1 before the first, the piece's length after the last.
  private var previous: [Int] = []
  private var following: [Int] = []
  /// What each token and the following one merge into; -1 if they don't, or if the position no longer holds a token.
  private var merged: [Int32] = []
  /// The merges found so far, some of them outdated: the new token's number in the high bits, the position of its first part in
  /// the low 40 bits.
  private var waiting = MinimumHeap()

  init(_ vocabulary: BytePairVocabulary) { self.vocabulary = vocabulary }

  /// Appends the tokens of a piece.
  mutating func append(_ piece: Substring, to result: inout [Int]) {
    start(piece)
    while let merge = waiting.popMinimum() {
      let (token, position) = (Int32(merge >> 40), Int(merge & (1 << 40 - 1)))
      // A merge is outdated if one of its parts has since been merged with another token.
      if merged[position] == token { perform(token, at: position) }
    }
    var position = 0
    while position < tokens.count {
      result.append(Int(tokens[position]))
      position = following[position]
    }
  }

  private mutating func start(_ piece: Substring) {
    tokens.removeAll(keepingCapacity: true)
    for byte in piece.utf8 { tokens.append(vocabulary.byteTokens[Int(byte)]) }
    previous.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    merged.removeAll(keepingCapacity: true)
    for position in tokens.indices {
      previous.append(position - 1)
      following.append(position + 1)
      merged.append(-1)
    }
    for position in tokens.indices { updateMerge(at: position) }
  }

  private mutating func perform(_ token: Int32, at position: Int) {
    let right = following[position]
    tokens[position] = token
    merged[right] = -1
    following[position] = following[right]
    if following[position] < tokens.count { previous[following[position]] = position }
    updateMerge(at: position)
    if previous[position] >= 0 { updateMerge(at: previous[position]) }
  }

  /// Updates what the token at a position and the following one merge into.
  private mutating func updateMerge(at position: Int) {
    merged[position] = -1
    let right = following[position]
    guard right < tokens.count, let token = vocabulary.merged(tokens[position], tokens[right]) else { return }
    merged[position] = token
    waiting.insert(UInt64(token) << 40 | UInt64(position))
  }
}
