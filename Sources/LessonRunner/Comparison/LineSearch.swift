/// Finds consecutive lines among others in a time that grows only with the number of both (Knuth, Morris and Pratt, 1977).
struct LineSearch {
  private let lines: [ArraySlice<UInt8>]
  /// For each number of leading lines, how many of them also end them, without counting all of them.
  private let borders: [Int]

  init(_ lines: [ArraySlice<UInt8>]) {
    self.lines = lines
    var borders = [0, 0]
    var border = 0
    for line in lines.dropFirst() {
      while border > 0, lines[border] != line { border = borders[border] }
      if lines[border] == line { border += 1 }
      borders.append(border)
    }
    self.borders = borders
  }

  /// Returns the index of the first of the lines where they first occur, or nil if they do not.
  func first(in others: ArraySlice<ArraySlice<UInt8>>) -> Int? {
    guard !lines.isEmpty else { return others.startIndex }
    var count = 0
    for (index, line) in zip(others.indices, others) {
      while count > 0, lines[count] != line { count = borders[count] }
      if lines[count] == line { count += 1 }
      if count == lines.count { return index + 1 - count }
    }
    return nil
  }
}
