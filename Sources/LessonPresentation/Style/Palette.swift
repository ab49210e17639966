import SwiftLexing

/// The role of a text, which determines its colour.
package enum StyleRole: Equatable, Sendable {
  case heading, code, link, faint, success, warning, failure
  case syntax(CodeSpan.Kind)
  case series(Int)
}

/// The colours of roles.
enum Palette {
  /// Returns the code of a role for sixteen colours, which the terminal itself defines to suit its background.
  static func code(of role: StyleRole) -> String {
    switch role {
    case .heading: "1"
    case .code, .link: "36"
    case .faint, .syntax(.comment): "2"
    case .success: "32"
    case .warning: "33"
    case .failure: "31"
    case .syntax(.keyword): "35"
    case .syntax(.type): "36"
    case .syntax(.string): "33"
    case .syntax(.number): "32"
    case .syntax(.plain): "39"
    case .series(let index): ["36", "33", "35", "32", "31", "34"][index % 6]
    }
  }

  /// Returns the colour of a role, with a contrast of at least 4.5 to a black or a white background (WCAG 2.2, 1.4.3).
  static func colour(of role: StyleRole, on background: Style.Background) -> Colour {
    let (onDark, onLight) = pair(of: role)
    return Colour(background == .dark ? onDark : onLight)
  }

  private static func pair(of role: StyleRole) -> (onDark: UInt32, onLight: UInt32) {
    switch role {
    case .heading: (0x79C0FF, 0x0550AE)
    case .code, .link: (0x79C0FF, 0x0550AE)
    case .faint, .syntax(.comment): (0x9198A1, 0x59636E)
    case .success: (0x56D364, 0x1A7F37)
    case .warning: (0xE3B341, 0x7D4E00)
    case .failure: (0xFF7B72, 0xCF222E)
    case .syntax(.keyword): (0xFF7AB2, 0xAD3DA4)
    case .syntax(.type): (0x6BDFFF, 0x0F68A0)
    case .syntax(.string): (0xF0A870, 0x9A4A00)
    case .syntax(.number): (0xD2A8FF, 0x6639BA)
    case .syntax(.plain): (0xE6EDF3, 0x1F2328)
    case .series(let index): seriesColours[index % seriesColours.count]
    }
  }

  /// Colours that people with colour blindness can distinguish (after Okabe and Ito).
  private static let seriesColours: [(onDark: UInt32, onLight: UInt32)] = [
    (0x56B4E9, 0x0068A8), (0xE69F00, 0x945200), (0xCC79A7, 0xA03A72), (0x3ECFA0, 0x00704F), (0xFF8A5B, 0xB84300),
    (0xF0E442, 0x6B6400),
  ]
}
