extension Generator {
  /// All that the next draws depend on.
  package struct Saved {
    /// The state of the engine: ``Generator/stateSize`` words.
    package var words: [UInt32]
    /// The number of words that were used since all were last renewed.
    package var next: Int
    package var position: Int
    package var nextNormal: Double?
    package var build: Build

    package init(words: [UInt32], next: Int, position: Int, nextNormal: Double?, build: Build) {
      (self.words, self.next, self.position) = (words, next, position)
      (self.nextNormal, self.build) = (nextNormal, build)
    }
  }

  /// The number of words of the state.
  package static let stateSize = 624

  /// The generator as it is now.
  package var saved: Saved {
    Saved(words: state, next: next, position: position, nextNormal: nextNormal, build: build)
  }

  /// Goes on from what was saved, which must have as many words as ``stateSize`` and use no more.
  package init(_ saved: Saved) {
    (state, next, position) = (saved.words, saved.next, saved.position)
    (nextNormal, build) = (saved.nextNormal, saved.build)
  }
}
