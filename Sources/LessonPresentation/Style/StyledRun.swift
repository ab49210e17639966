/// A run of text with the same attributes and the same link, if any.
package struct StyledRun: Equatable {
  package var text: String
  package var attributes: TextAttributes
  /// The link's address, encoded for terminal escape codes.
  package var link: String?

  package init(text: String, attributes: TextAttributes = TextAttributes(), link: String? = nil) {
    self.text = text
    self.attributes = attributes
    self.link = link
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
      if columns > 0, columns + word.whitespace.columns + size > width {
        lines.append([])
        columns = 0
      }
      if columns > 0 {
        lines[lines.count - 1] += word.whitespace
        columns += word.whitespace.columns
      }
      lines[lines.count - 1] += word.texts
      columns += size
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
          lines[lines.count - 1].append(StyledRun(text: text, attributes: part.attributes, link: part.link))
          lines.append([])
          (text, columns) = ("", 0)
        }
        text += shown
        columns += size
      }
      if !text.isEmpty {
        lines[lines.count - 1].append(StyledRun(text: text, attributes: part.attributes, link: part.link))
      }
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
        if !text.isEmpty { next.texts.append(StyledRun(text: text, attributes: part.attributes, link: part.link)) }
        text = ""
      }
      for character in part.text {
        switch character {
        case " ":
          add()
          end()
          next.whitespace = [StyledRun(text: " ", attributes: part.attributes, link: part.link)]
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
