/// The markers of quotes and list items at the start of a line.
struct MarkdownContainers {
  /// The number of markers of list items.
  private(set) var items = 0
  /// The number of quotes and lists that may enclose the line if it begins one: cmark nests a list for two columns of indentation.
  var depth: Int { end == 0 ? 0 : items + quotes + columns / 2 }
  /// The offset after the last marker; 0 if there is none.
  private(set) var end = 0

  private var quotes = 0
  /// The columns of whitespace before the last marker, with a tab counted as four.
  private var columns = 0

  init(_ line: UnsafeBufferPointer<UInt8>) {
    var position = 0
    while true {
      var blank = 0
      while position < line.count, line[position].isSpaceOrTab {
        blank += line[position] == .tab ? 4 : 1
        position += 1
      }
      guard position < line.count else { return }
      if line[position] == UInt8(ascii: ">") {
        position += 1
        quotes += 1
      } else if let length = Self.itemMarker(line[position...]) {
        position += length
        items += 1
      } else {
        return
      }
      // The first column after a marker belongs to it.
      columns += end == 0 ? blank : max(0, blank - 1)
      end = position
    }
  }

  /// Returns the length of a list item's marker, or nil if the text does not begin with one.
  private static func itemMarker(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let digits = text.prefix(10).prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
    let rest = text.dropFirst(digits)
    guard let marker = rest.first, rest.dropFirst().first?.isSpaceOrTab ?? true else { return nil }
    switch marker {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): return digits == 0 ? 1 : nil
    case UInt8(ascii: "."), UInt8(ascii: ")"): return digits > 0 ? digits + 1 : nil
    default: return nil
    }
  }
}
