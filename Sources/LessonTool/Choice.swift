import ArgumentParser
import LessonFormat

/// Parsing of an option whose value is one of several names, to which a course can add its own.
enum Choice {
  /// Returns the names, for help texts.
  static func names<Value>(of values: [Value], _ name: (Value) -> String) -> String {
    values.map(name).joined(separator: ", ")
  }

  /// Returns the value with a name.
  ///
  /// - Throws: `ValidationError` if there is none.
  static func value<Value>(
    _ text: String, of option: String, among values: [Value], _ name: (Value) -> String
  ) throws -> Value {
    if let value = values.first(where: { name($0) == text }) { return value }
    let suggestion = Suggestion.nearest(to: text, among: values.map(name)).map { ": did you mean '\($0)'?" }
    throw ValidationError("\(option) must be one of \(names(of: values, name)), not '\(text)'\(suggestion ?? "")")
  }
}
