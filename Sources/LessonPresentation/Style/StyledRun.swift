/// A run of text with the same attributes and the same link, if any.
package struct StyledRun: Equatable {
  package var text: String
  package var attributes: TextAttributes
  /// The link's address, encoded for terminal escape codes.
  package var link: String?
  /// Whether each of its spaces is shown, as in code; otherwise, consecutive ones are shown as one.
  package var keepsSpaces: Bool

  package init(
    text: String, attributes: TextAttributes = TextAttributes(), link: String? = nil, keepsSpaces: Bool = false
  ) {
    self.text = text
    self.attributes = attributes
    self.link = link
    self.keepsSpaces = keepsSpaces
  }

  /// Returns a run that differs only in its text.
  fileprivate func with(_ text: String) -> StyledRun {
    var run = self
    run.text = text
    return run
  }
}

/// The attributes of displayed text.
package struct TextAttributes: Equatable {
  package var role: StyleRole?
  package var isBold: Bool
  package var isItalic = false
  package var isUnderlined = false
  package var isStruck = false

  package init(role: StyleRole? = nil, isBold: Bool = false) {
    self.role = role
    self.isBold = isBold
  }
}

extension [StyledRun] {
  /// The number of columns that the runs occupy.
  package var columns: Int { reduce(0) { $0 + $1.text.columns } }

  /// Returns the runs in lines of at most `width` columns, broken at spaces; a wider word gets a line of its own.
  ///
  /// A newline in a run ends a line.
  package func wrapped(to width: Int) -> [[StyledRun]] {
    var lines: [[StyledRun]] = [[]]
    var columns = 0
    for word in words {
      if word.isNewline {
        lines.append([])
        columns = 0
        continue
      }
      let size = word.texts.columns
      let isBroken = columns > 0 && columns + word.whitespace.columns + size > width
      if isBroken {
        lines.append([])
        columns = 0
      }
      // A line that was broken at spaces has none of them at its start.
      let whitespace = columns > 0 ? word.whitespace : isBroken ? [] : word.whitespace.filter(\.keepsSpaces)
      lines[lines.count - 1] += whitespace + word.texts
      columns += whitespace.columns + size
    }
    return lines.map(\.joined)
  }

  /// Returns the runs in lines of at most `width` columns, broken anywhere.
  package func folded(to width: Int) -> [[StyledRun]] {
    var lines: [[StyledRun]] = [[]]
    var columns = 0
    for part in self {
      var text = ""
      for character in part.text {
        // A tab moves to the next multiple of eight columns.
        let shown = character == "\t" ? String(repeating: " ", count: 8 - columns % 8) : String(character)
        let size = shown.columns
        if columns + size > width, columns > 0 {
          lines[lines.count - 1].append(part.with(text))
          lines.append([])
          (text, columns) = ("", 0)
        }
        text += shown
        columns += size
      }
      if !text.isEmpty { lines[lines.count - 1].append(part.with(text)) }
    }
    return lines
  }

  private struct Word {
    var whitespace: [StyledRun] = []
    var texts: [StyledRun] = []
    var isNewline = false
  }

  /// The words, each with the space before it; the attributes may change within a word.
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
        if !text.isEmpty { next.texts.append(part.with(text)) }
        text = ""
      }
      for character in part.text {
        switch character {
        case " ":
          add()
          if !next.texts.isEmpty { end() }
          if part.keepsSpaces || next.whitespace.last?.keepsSpaces != false { next.whitespace.append(part.with(" ")) }
        case "\n":
          add()
          end()
          words.append(Word(isNewline: true))
        default: text.append(character)
        }
      }
      add()
    }
    end()
    return words
  }

  /// The runs, with neighbours merged if their attributes and links are equal.
  private var joined: [StyledRun] {
    reduce(into: []) { parts, part in
      if let last = parts.last, last.attributes == part.attributes, last.link == part.link {
        parts[parts.count - 1].text += part.text
      } else {
        parts.append(part)
      }
    }
  }
}
