import LessonFormat

/// Prose as a terminal shows it: paragraphs and list items are wrapped to its width, headings stand out.
struct ProseText {
  private(set) var lines: [String] = []
  private let style: Style
  /// The words of the paragraph that is being read.
  private var words: [Substring] = []
  /// What stands before the paragraph's first line, and how many blanks before the others.
  private var lead = ""

  /// - Parameter source: the lines as they stand in the lesson; without a width in the style they stay as they are.
  init(_ source: [String], style: Style) {
    self.style = style
    var isInFence = false
    for line in source.map(\.withoutControls) {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("```") || text.hasPrefix("~~~") { isInFence.toggle() }
      if line.hasPrefix("#"), !isInFence {
        end()
        lines.append(style.bold(line))
      } else if style.width == nil || isInFence || text.isEmpty || text.first.map("|<>`~=".contains) == true {
        end()
        lines.append(line)
      } else if let marker = Self.listMarker(line) {
        end()
        lead = marker
        words = line.dropFirst(marker.count).split(separator: " ").map { $0 }
      } else if words.isEmpty, line.hasPrefix("    ") || line.hasPrefix("\t") {
        lines.append(line)
      } else {
        words += line.split(separator: " ")
      }
    }
    end()
  }

  /// The blanks, the mark and the blanks after it with which a list item begins.
  private static func listMarker(_ line: String) -> String? {
    line.prefixMatch(of: /\s*([-*+]|\d{1,9}[.)])\s+/).map { String($0.0) }
  }

  /// Ends the paragraph.
  private mutating func end() {
    guard !words.isEmpty else { return }
    var line = lead
    var room = (style.width ?? .max) - lead.count
    var isFirst = true
    for word in words {
      let columns = String(word).columns
      if !isFirst, columns + 1 > room {
        lines.append(line)
        line = String(repeating: " ", count: lead.count)
        room = (style.width ?? .max) - lead.count
        isFirst = true
      }
      line += isFirst ? word : " " + word
      room -= columns + (isFirst ? 0 : 1)
      isFirst = false
    }
    lines.append(line)
    (words, lead) = ([], "")
  }
}

extension String {
  /// How many columns of a terminal the text takes: none for marks that combine, two for wide characters (Unicode Annex 11).
  var columns: Int {
    unicodeScalars.reduce(0) { columns, scalar in
      switch scalar.value {
      case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F, 0x20D0...0x20FF: columns
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        columns + 2
      default: columns + 1
      }
    }
  }
}
