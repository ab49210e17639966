/// An attribute of a kind of block: a row of that kind's table.
struct Attribute<Target>: Sendable {
  /// Whether a value may, must or must not follow the name.
  enum Arity { case flag, value, either }

  /// The word that an author writes.
  let name: String
  let arity: Arity
  /// Whether the front matter can give it, as a default for all blocks of the kind.
  let canBeDefault: Bool
  /// What a value looks like, for the message that refuses one.
  let form: String
  /// Sets the attribute; returns false for a value that it cannot take.
  let apply: @Sendable (_ value: String?, _ target: inout Target) -> Bool
  /// What the attribute does to the compiled code, as text: where the text changes, the lesson has to be built again.
  let compiledForm: @Sendable (Target) -> String

  private init(
    _ name: String, _ arity: Arity, canBeDefault: Bool, form: String,
    compiledForm: @escaping @Sendable (Target) -> String, apply: @escaping @Sendable (String?, inout Target) -> Bool
  ) {
    self.name = name
    self.arity = arity
    self.canBeDefault = canBeDefault
    self.form = form
    self.compiledForm = compiledForm
    self.apply = apply
  }

  /// An attribute without a value.
  static func flag(
    _ name: String, canBeDefault: Bool = false, compiledForm: @escaping @Sendable (Target) -> String = { _ in "" },
    set: @escaping @Sendable (inout Target) -> Void
  ) -> Attribute {
    Attribute(name, .flag, canBeDefault: canBeDefault, form: "no value", compiledForm: compiledForm) { _, target in
      set(&target)
      return true
    }
  }

  /// An attribute with a value, which `read` takes from its text; nil for a text that is no such value.
  static func value<Value>(
    _ name: String, canBeDefault: Bool = false, _ format: AttributeFormat<Value>,
    set: @escaping @Sendable (inout Target, Value) -> Void
  ) -> Attribute {
    Attribute(name, .value, canBeDefault: canBeDefault, form: format.form, compiledForm: { _ in "" }) { text, target in
      guard let value = text.flatMap(format.read) else { return false }
      set(&target, value)
      return true
    }
  }

  /// An attribute that may have a value of any text.
  static func either(
    _ name: String, form: String, compiledForm: @escaping @Sendable (Target) -> String = { _ in "" },
    set: @escaping @Sendable (inout Target, String?) -> Void
  ) -> Attribute {
    Attribute(name, .either, canBeDefault: false, form: form, compiledForm: compiledForm) { text, target in
      set(&target, text)
      return true
    }
  }
}

/// How an attribute's value is written.
struct AttributeFormat<Value>: Sendable {
  /// What a value looks like, for the message that refuses one.
  let form: String
  /// The value of a text; nil for a text that is none.
  let read: @Sendable (String) -> Value?
}

extension AttributeFormat<String> {
  static let name = AttributeFormat(
    form: "words of lower-case letters and digits joined by hyphens, such as `first-head`",
    read: { isKebabCase($0) ? $0 : nil })

  /// One word alone.
  static func word(_ word: String) -> AttributeFormat {
    AttributeFormat(form: "`\(word)`", read: { $0 == word ? $0 : nil })
  }
}

extension AttributeFormat<[String]> {
  static let names = AttributeFormat(
    form: "names of lower-case letters and digits joined by hyphens, separated by commas",
    read: { text in
      let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return names.allSatisfy(isKebabCase) ? names : nil
    })
}

extension AttributeFormat<Double> {
  static let nonNegativeNumber = AttributeFormat(
    form: "a number that is not negative, such as `1e-4`",
    read: { text in Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } })
}

extension AttributeFormat<Duration> {
  static let duration = AttributeFormat(
    form: "a time greater than zero, such as `30s`, `500ms` or `2m`",
    read: { text in
      let units: [(suffix: String, seconds: Double)] = [("ms", 1e-3), ("s", 1), ("m", 60)]
      guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
        let number = Double(text.dropLast(unit.suffix.count)), number.isFinite, number > 0, number < 1e6
      else { return nil }
      return .seconds(number * unit.seconds)
    })
}

/// Whether a text is made of words of lower-case letters and digits joined by single hyphens.
func isKebabCase(_ text: String) -> Bool {
  let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return words.allSatisfy { word in
    !word.isEmpty
      && word.allSatisfy { ("a"..."z").contains(Unicode.Scalar($0)) || ("0"..."9").contains(Unicode.Scalar($0)) }
  }
}
