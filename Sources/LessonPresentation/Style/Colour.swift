import LessonFormat
import TextFormatting

/// An sRGB colour, with red, green and blue from 0 to 255 each.
struct Colour: Equatable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  /// Creates a colour from its hexadecimal form, `0xRRGGBB`.
  init(_ number: UInt32) {
    (red, green, blue) = (Int(number >> 16 & 255), Int(number >> 8 & 255), Int(number & 255))
  }

  /// Returns the colour at a position on a scale, from dark blue at 0 to yellow at 1.
  ///
  /// Equal steps look equal, even in greyscale.
  static func scale(_ share: Double) -> Colour {
    let stops: [UInt32] = [0x2B1055, 0x3B3F8F, 0x2C6E91, 0x1F9A8A, 0x56C167, 0xF5E04B]
    let position = min(1, max(0, share.isFinite ? share : 0)) * Double(stops.count - 1)
    let first = min(Int(position), stops.count - 2)
    let (a, b) = (Colour(stops[first]), Colour(stops[first + 1]))
    let mix = { (a: Int, b: Int) in Int((Double(a) + (position - Double(first)) * Double(b - a)).rounded()) }
    var colour = a
    (colour.red, colour.green, colour.blue) = (mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue))
    return colour
  }

  /// The colour in the form of terminal escape codes.
  var components: String { "\(red);\(green);\(blue)" }

  /// The colour in the form of CSS, `#rrggbb`.
  var hexadecimal: String {
    "#" + [red, green, blue].map { $0.hexadecimal(digits: 2) }.joined()
  }

  /// The nearest of a terminal's 256 colours: one of the 216 in the cube, or of the 24 greys.
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

  /// Whether dark text is more readable than light text on this colour.
  var isLight: Bool { 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue) > 140 }
}
