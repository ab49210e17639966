import Figures
import LessonFormat
import TextFormatting

/// A JSON value that keeps the order of its keys (RFC 8259).
package enum JSONValue {
  case null
  case bool(Bool)
  case string(String)
  case integer(Int)
  /// A number with six digits after the decimal point.
  case number(Double)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The value on one line.
  package var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .string(let text): Self.quoted(text)
    case .integer(let number): "\(number)"
    case .number(let number): number.fixed(6)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let pairs): "{" + pairs.map { "\(Self.quoted($0.key)):\($0.value.text)" }.joined(separator: ",") + "}"
    }
  }

  /// Returns the value formatted with one element per line, as notebooks are.
  package func lines(indent: String = "") -> String {
    let inner = indent + " "
    switch self {
    case .array(let values) where !values.isEmpty:
      return "[\n" + values.map { inner + $0.lines(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let pairs) where !pairs.isEmpty:
      let lines = pairs.map { "\(inner)\(Self.quoted($0.key)): \($0.value.lines(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return text
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.escaping { scalar in
      switch scalar {
      case "\"": return "\\\""
      case "\\": return "\\\\"
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      case "\u{0}"..<" ": return "\\u" + scalar.value.hexadecimal(digits: 4)
      default: return nil
      }
    }
    return "\"\(escaped)\""
  }
}
