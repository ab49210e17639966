/// A JSON value (RFC 8259), as the messages of the protocol have them.
package enum JSON: Equatable, Sendable {
  /// The value `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number as it is written, so that none loses digits on its way through the server.
  case number(String)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSON])
  /// Named values.
  case object([String: JSON])

  /// The text, or nil if the value is none.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The number, or nil if the value is no integer that fits.
  package var int: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

  /// The truth value, or nil if the value is none.
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The values in order, or nil if the value is no array.
  package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }

  /// The named values, or nil if the value is no object.
  package var object: [String: JSON]? { if case .object(let members) = self { members } else { nil } }

  /// The member of an object with a name, or nil if there is none; setting it in anything but an object does nothing.
  package subscript(name: String) -> JSON? {
    get { object?[name] }
    set {
      guard case .object(var members) = self else { return }
      // The value must not keep a second reference to the members, or they would be copied.
      self = .null
      members[name] = newValue
      self = .object(members)
    }
  }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates `null`.
  package init(nilLiteral: ()) { self = .null }
  /// Creates a truth value.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Creates an integer.
  package init(integerLiteral value: Int) { self = .int(value) }
  /// Creates a text.
  package init(stringLiteral value: String) { self = .string(value) }
  /// Creates an array.
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// Creates an object; of members with the same name, the last one counts.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements) { $1 })
  }

  /// Returns an integer.
  package static func int(_ value: Int) -> JSON { .number(String(value)) }
}
