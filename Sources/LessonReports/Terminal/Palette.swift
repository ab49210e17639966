import SwiftLexing

/// What a text is, which decides its colour.
enum Role: Equatable, Sendable {
  case heading, code, link, faint, success, warning, failure
  case syntax(CodeSpan.Kind)
  case series(Int)
}

/// The colours of roles.
enum Palette {
  /// The code of a role where there are sixteen colours, which are the terminal's own and fit its background.
  static func code(of role: Role) -> String {
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

  /// The colour of a role, at least 4.5 times lighter or darker than a black or a white background (WCAG 2.2, 1.4.3).
  static func colour(of role: Role, on background: Style.Background) -> Colour {
    let (onDark, onLight) = pair(of: role)
    return Colour(background == .dark ? onDark : onLight)
  }

  private static func pair(of role: Role) -> (onDark: UInt32, onLight: UInt32) {
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

  /// Colours that people who do not see all colours can tell apart, too (after Okabe and Ito).
  private static let seriesColours: [(onDark: UInt32, onLight: UInt32)] = [
    (0x56B4E9, 0x0068A8), (0xE69F00, 0x945200), (0xCC79A7, 0xA03A72), (0x3ECFA0, 0x00704F), (0xFF8A5B, 0xB84300),
    (0xF0E442, 0x6B6400),
  ]
}

/// A colour by its red, green and blue, from 0 to 255 each (sRGB).
struct Colour: Equatable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  /// A colour as web pages write it, `0xRRGGBB`.
  init(_ number: UInt32) {
    (red, green, blue) = (Int(number >> 16 & 255), Int(number >> 8 & 255), Int(number & 255))
  }

  /// The colour of a share of a scale, from dark blue at 0 to yellow at 1; equal steps look equal, also without colours.
  static func scale(_ share: Double) -> Colour {
    let stops: [UInt32] = [0x2B1055, 0x3B3F8F, 0x2C6E91, 0x1F9A8A, 0x56C167, 0xF5E04B]
    let place = min(1, max(0, share.isFinite ? share : 0)) * Double(stops.count - 1)
    let first = min(Int(place), stops.count - 2)
    let (a, b) = (Colour(stops[first]), Colour(stops[first + 1]))
    let mix = { (a: Int, b: Int) in Int((Double(a) + (place - Double(first)) * Double(b - a)).rounded()) }
    var colour = a
    (colour.red, colour.green, colour.blue) = (mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue))
    return colour
  }

  /// As a terminal's codes write it.
  var components: String { "\(red);\(green);\(blue)" }

  /// As web pages write it.
  var hexadecimal: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The nearest of a terminal's 256 colours: of the cube's 216 or the greys' 24.
  var index: Int {
    let steps = [0, 95, 135, 175, 215, 255]
    let nearest = { (value: Int) in steps.indices.min { abs(steps[$0] - value) < abs(steps[$1] - value) } ?? 0 }
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
    let grey = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let distance = { (r: Int, g: Int, b: Int) in
      (r - self.red) * (r - self.red) + (g - self.green) * (g - self.green) + (b - self.blue) * (b - self.blue)
    }
    let shade = 8 + 10 * grey
    return distance(steps[r], steps[g], steps[b]) <= distance(shade, shade, shade)
      ? 16 + 36 * r + 6 * g + b : 232 + grey
  }

  /// Whether text on the colour is best dark.
  var isLight: Bool { 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue) > 140 }
}
