/// Text that looks the same, and perhaps leads somewhere.
struct StyledText: Equatable {
  var text: String
  var look = Look()
  /// Where it leads, in a form that a terminal's codes can hold.
  var link: String?
}

/// How a text looks.
struct Look: Equatable {
  var role: Role?
  var isBold = false
  var isItalic = false
  var isUnderlined = false
  var isStruck = false
}

extension [StyledText] {
  /// How many columns the texts take.
  var columns: Int { reduce(0) { $0 + $1.text.columns } }

  /// The texts in lines of at most so many columns, broken at blanks; a word that is wider has a line of its own.
  ///
  /// A line feed in a text ends a line.
  func wrapped(to width: Int) -> [[StyledText]] {
    var lines: [[StyledText]] = [[]]
    var columns = 0
    for word in words {
      if word.isLineEnd {
        lines.append([])
        columns = 0
        continue
      }
      let size = word.texts.columns
      if columns > 0, columns + word.blanks.columns + size > width {
        lines.append([])
        columns = 0
      }
      if columns > 0 {
        lines[lines.count - 1] += word.blanks
        columns += word.blanks.columns
      }
      lines[lines.count - 1] += word.texts
      columns += size
    }
    return lines.map(\.joined)
  }

  /// The texts in lines of exactly so many columns, broken anywhere.
  func folded(to width: Int) -> [[StyledText]] {
    var lines: [[StyledText]] = [[]]
    var columns = 0
    for part in self {
      var text = ""
      for character in part.text {
        // A tab leads to the next eighth column.
        let shown = character == "\t" ? String(repeating: " ", count: 8 - columns % 8) : String(character)
        let size = shown.columns
        if columns + size > width, columns > 0 {
          lines[lines.count - 1].append(StyledText(text: text, look: part.look, link: part.link))
          lines.append([])
          (text, columns) = ("", 0)
        }
        text += shown
        columns += size
      }
      if !text.isEmpty { lines[lines.count - 1].append(StyledText(text: text, look: part.look, link: part.link)) }
    }
    return lines
  }

  private struct Word {
    var blanks: [StyledText] = []
    var texts: [StyledText] = []
    var isLineEnd = false
  }

  /// The words with the blank before each; a word may change its look within.
  private var words: [Word] {
    var words: [Word] = []
    var next = Word()
    func end() {
      if !next.texts.isEmpty { words.append(next) }
      next = Word()
    }
    for part in self {
      var text = ""
      func add() {
        if !text.isEmpty { next.texts.append(StyledText(text: text, look: part.look, link: part.link)) }
        text = ""
      }
      for character in part.text {
        switch character {
        case " ":
          add()
          end()
          next.blanks = [StyledText(text: " ", look: part.look, link: part.link)]
        case "\n":
          add()
          end()
          words.append(Word(isLineEnd: true))
        default: text.append(character)
        }
      }
      add()
    }
    end()
    return words
  }

  /// The texts with neighbours of the same look put together.
  private var joined: [StyledText] {
    reduce(into: []) { parts, part in
      if let last = parts.last, last.look == part.look, last.link == part.link {
        parts[parts.count - 1].text += part.text
      } else {
        parts.append(part)
      }
    }
  }
}
