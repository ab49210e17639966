/// An attribute of a kind of block: one row of that kind's table.
struct Attribute<Target>: Sendable {
  /// The name that an author writes.
  let name: String
  let arity: AttributeArity
  /// Whether the front matter can set it as a default for all blocks of the kind.
  let canBeDefault: Bool
  /// A description of a valid value, for error messages.
  let form: String
  /// Values that an editor may offer.
  let values: [String]
  /// How it is written, as Markdown.
  private(set) var usage = ""
  /// What it does, as Markdown that begins in lowercase and has no full stop; the page for authors says the same of a cell's.
  private(set) var summary = ""
  /// Sets the attribute, or returns false if the value is invalid.
  let apply: @Sendable (_ value: String?, _ target: inout Target) -> Bool
  /// A text that describes the attribute's effect on the compiled code: when it changes, the lesson has to be rebuilt.
  let compiledForm: @Sendable (Target) -> String

  private init(
    _ name: String, _ arity: AttributeArity, canBeDefault: Bool, form: String, values: [String] = [],
    compiledForm: @escaping @Sendable (Target) -> String, apply: @escaping @Sendable (String?, inout Target) -> Bool
  ) {
    self.name = name
    self.arity = arity
    self.canBeDefault = canBeDefault
    self.form = form
    self.values = values
    self.compiledForm = compiledForm
    self.apply = apply
  }

  /// Returns the attribute as one of what the target is a part of.
  func lifted<Whole>(to part: any WritableKeyPath<Whole, Target> & Sendable) -> Attribute<Whole> {
    Attribute<Whole>(
      name, arity, canBeDefault: canBeDefault, form: form, values: values,
      compiledForm: { compiledForm($0[keyPath: part]) }
    ) { value, whole in apply(value, &whole[keyPath: part]) }
    .described(usage, summary)
  }

  /// Returns the attribute with a description: how it is written, and what it does.
  func described(_ usage: String, _ summary: String) -> Attribute {
    var attribute = self
    (attribute.usage, attribute.summary) = (usage, summary)
    return attribute
  }

  /// Returns an attribute without a value.
  static func flag(
    _ name: String, canBeDefault: Bool = false, compiledForm: @escaping @Sendable (Target) -> String = { _ in "" },
    set: @escaping @Sendable (inout Target) -> Void
  ) -> Attribute {
    Attribute(name, .flag, canBeDefault: canBeDefault, form: "no value", compiledForm: compiledForm) { _, target in
      set(&target)
      return true
    }
  }

  /// Returns an attribute that requires a value in the given format.
  static func value<Value>(
    _ name: String, canBeDefault: Bool = false, _ format: AttributeFormat<Value>,
    set: @escaping @Sendable (inout Target, Value) -> Void
  ) -> Attribute {
    Attribute(
      name, .value, canBeDefault: canBeDefault, form: format.form, values: format.values, compiledForm: { _ in "" }
    ) { text, target in
      guard let value = text.flatMap(format.read) else { return false }
      set(&target, value)
      return true
    }
  }

  /// Returns an attribute that may have any text as its value.
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

/// Whether an attribute's name takes no value, requires one, or may have one.
package enum AttributeArity: Sendable { case flag, value, either }

/// The format of an attribute's value.
struct AttributeFormat<Value>: Sendable {
  /// A description of a valid value, for error messages.
  let form: String
  /// Values that an editor may offer.
  var values: [String] = []
  /// Parses a value; returns nil if the text is not a valid value.
  let read: @Sendable (String) -> Value?
}

extension AttributeFormat<String> {
  static let name = AttributeFormat(
    form: "words of lowercase letters and digits joined by hyphens, such as `first-head`",
    read: { isKebabCase($0) ? $0 : nil })

  /// Returns a format that accepts only the given word.
  static func word(_ word: String) -> AttributeFormat {
    AttributeFormat(form: "`\(word)`", values: [word], read: { $0 == word ? $0 : nil })
  }
}

extension AttributeFormat<[String]> {
  static let names = AttributeFormat(
    form: "names of lowercase letters and digits joined by hyphens, separated by commas",
    read: { text in
      let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return names.allSatisfy(isKebabCase) ? names : nil
    })
}

extension AttributeFormat<Double> {
  static let nonNegativeNumber = AttributeFormat(
    form: "a number that is not negative, such as `1e-4`", values: ["1e-4"],
    read: { text in Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } })
}

extension AttributeFormat<Duration> {
  static let duration = AttributeFormat(
    form: "a time greater than zero, such as `30s`, `500ms` or `2m`", values: ["30s", "500ms", "2m"],
    read: { text in
      let units: [(suffix: String, seconds: Double)] = [("ms", 1e-3), ("s", 1), ("m", 60)]
      guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
        let number = Double(text.dropLast(unit.suffix.count)), number.isFinite, number > 0, number < 1e6
      else { return nil }
      return .seconds(number * unit.seconds)
    })
}

/// Returns whether a text consists of words of lowercase letters and digits joined by single hyphens.
func isKebabCase(_ text: String) -> Bool {
  let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return words.allSatisfy { word in
    !word.isEmpty
      && word.allSatisfy { ("a"..."z").contains(Unicode.Scalar($0)) || ("0"..."9").contains(Unicode.Scalar($0)) }
  }
}
