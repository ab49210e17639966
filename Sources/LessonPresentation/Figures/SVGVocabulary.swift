import LessonFormat

/// The elements and attributes of SVG that draw (SVG 2), without those that run, load, embed or animate something.
enum SVGVocabulary {
  /// Returns whether an element may have an attribute with this value, as it is in the file.
  static func allows(attribute name: String, _ value: String) -> Bool {
    let local = (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    // References could hide what the checks below look for.
    let isPlain = !value.utf8.contains(UInt8(ascii: "&"))
    switch local {
    case _ where local.hasPrefix("on"): return false
    case "xmlns": return value == "http://www.w3.org/2000/svg"
    case _ where name.hasPrefix("xmlns:"): return isPlain
    case "base", "src", "action", "formaction", "attributename": return false
    case "href": return isPlain && isHarmlessReference(value)
    case "label", "title", "docname", "export-filename": return true
    default: return isHarmlessStyle(value)
    }
  }

  /// Returns the prefix that an attribute declares if elements with it mean something to browsers.
  ///
  /// Elements of an editor's own namespace, such as `sodipodi:namedview`, do not.
  static func activePrefix(_ name: String, _ value: String) -> String? {
    guard name.hasPrefix("xmlns:"), ["2000/svg", "1999/xhtml", "Math/MathML"].contains(where: { value.contains($0) })
    else {
      return nil
    }
    return String(name.dropFirst("xmlns:".count))
  }

  /// Returns whether styles load nothing: no rules for import, no addresses but of parts of the image, no escapes that could hide them.
  static func isHarmlessStyle(_ style: String) -> Bool {
    guard style.utf8.contains(where: { "(:@\\&".utf8.contains($0) }) else { return true }
    let text = String(style.unicodeScalars.filter { $0.isASCII && !" \t\n\r\"'".unicodeScalars.contains($0) })
      .lowercased()
    return text.split(separator: "url(", omittingEmptySubsequences: false).dropFirst().allSatisfy { $0.first == "#" }
      && !["@import", "\\", "&", "javascript:", "expression(", "image-set(", "image(", "src("].contains {
        text.contains($0)
      }
  }

  private static func isHarmlessReference(_ value: String) -> Bool {
    value.utf8.first == UInt8(ascii: "#")
      || ["png", "jpeg", "gif", "webp"].contains { value.hasPrefix("data:image/\($0);base64,") }
  }

  static let elements: Set<String> = [
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch", "view", "path", "rect",
    "circle",
    "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image", "marker", "pattern", "mask",
    "clipPath", "linearGradient", "radialGradient", "stop", "filter", "feBlend", "feColorMatrix",
    "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
    "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
    "feTile", "feTurbulence",
  ]
}
