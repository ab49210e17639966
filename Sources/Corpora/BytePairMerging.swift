/// Merges the bytes of one piece after another into tokens: the earliest merge first, and of equal ones the leftmost.
///
/// The tokens of a piece are a linked list, and what may be merged waits in a heap, so that a long piece isn't gone
/// through again for every merge.
struct BytePairMerging {
  private let vocabulary: BytePairVocabulary
  /// The tokens of the piece, each where its first byte stood.
  private var tokens: [Int32] = []
  /// Where the token before and the one after each stand: -1 before the first, the length after the last.
  private var previous: [Int] = []
  private var following: [Int] = []
  /// What each token and the one after it merge into, -1 where they don't or where no token stands any more.
  private var merged: [Int32] = []
  /// The merges that were possible once, the number of the token made above the place of its first part.
  private var waiting = MinimumHeap()

  init(_ vocabulary: BytePairVocabulary) { self.vocabulary = vocabulary }

  /// Appends the tokens of a piece.
  mutating func append(_ piece: Substring, to result: inout [Int]) {
    start(piece)
    while let merge = waiting.popMinimum() {
      let (token, place) = (Int32(merge >> 40), Int(merge & (1 << 40 - 1)))
      // A merge whose parts went into others in the meantime is out of date.
      if merged[place] == token { perform(token, at: place) }
    }
    var place = 0
    while place < tokens.count {
      result.append(Int(tokens[place]))
      place = following[place]
    }
  }

  private mutating func start(_ piece: Substring) {
    tokens.removeAll(keepingCapacity: true)
    for byte in piece.utf8 { tokens.append(vocabulary.byteTokens[Int(byte)]) }
    previous.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    merged.removeAll(keepingCapacity: true)
    for place in tokens.indices {
      previous.append(place - 1)
      following.append(place + 1)
      merged.append(-1)
    }
    for place in tokens.indices { look(at: place) }
  }

  private mutating func perform(_ token: Int32, at place: Int) {
    let right = following[place]
    tokens[place] = token
    merged[right] = -1
    following[place] = following[right]
    if following[place] < tokens.count { previous[following[place]] = place }
    look(at: place)
    if previous[place] >= 0 { look(at: previous[place]) }
  }

  /// Notes what the token at a place and the one after it merge into.
  private mutating func look(at place: Int) {
    merged[place] = -1
    let right = following[place]
    guard right < tokens.count, let token = vocabulary.merged(tokens[place], tokens[right]) else { return }
    merged[place] = token
    waiting.insert(UInt64(token) << 40 | UInt64(place))
  }
}
