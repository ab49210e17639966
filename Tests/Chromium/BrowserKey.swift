/// A key of the keyboard.
package struct BrowserKey: Equatable, Sendable {
  /// The keys that are held while another one is pressed.
  package struct Modifiers: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let alt = Modifiers(rawValue: 1)
    package static let control = Modifiers(rawValue: 2)
    package static let meta = Modifiers(rawValue: 4)
    package static let shift = Modifiers(rawValue: 8)
  }

  /// The `key` of a `KeyboardEvent`.
  var name: String
  /// Its `code`: the place on the keyboard.
  var code: String
  /// Its `keyCode`.
  var number: Int
  /// What the key types.
  var text = ""

  package static let enter = BrowserKey(name: "Enter", code: "Enter", number: 13, text: "\r")
  package static let tab = BrowserKey(name: "Tab", code: "Tab", number: 9)
  package static let escape = BrowserKey(name: "Escape", code: "Escape", number: 27)
  package static let backspace = BrowserKey(name: "Backspace", code: "Backspace", number: 8)
  package static let delete = BrowserKey(name: "Delete", code: "Delete", number: 46)
  package static let pageUp = BrowserKey(name: "PageUp", code: "PageUp", number: 33)
  package static let pageDown = BrowserKey(name: "PageDown", code: "PageDown", number: 34)
  package static let end = BrowserKey(name: "End", code: "End", number: 35)
  package static let home = BrowserKey(name: "Home", code: "Home", number: 36)
  package static let left = BrowserKey(name: "ArrowLeft", code: "ArrowLeft", number: 37)
  package static let up = BrowserKey(name: "ArrowUp", code: "ArrowUp", number: 38)
  package static let right = BrowserKey(name: "ArrowRight", code: "ArrowRight", number: 39)
  package static let down = BrowserKey(name: "ArrowDown", code: "ArrowDown", number: 40)

  /// Returns the key that types a character.
  package static func character(_ character: Character) -> BrowserKey {
    let capital = character.uppercased()
    let isLetter = character.isASCII && character.isLetter
    return BrowserKey(
      name: String(character), code: isLetter ? "Key\(capital)" : "",
      number: character.isASCII && (isLetter || character.isNumber) ? Int(capital.utf8.first ?? 0) : 0,
      text: String(character))
  }
}
