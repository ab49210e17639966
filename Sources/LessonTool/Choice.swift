import ArgumentParser
import LessonFormat

/// An option's value that is one of several names, to which a course can add its own.
enum Choice {
  /// The names, for an option's help.
  static func names<Value>(of values: [Value], _ name: (Value) -> String) -> String {
    values.map(name).joined(separator: ", ")
  }

  /// The value with a name.
  ///
  /// - Throws: `ValidationError` where there is none.
  static func value<Value>(
    _ text: String, of option: String, among values: [Value], _ name: (Value) -> String
  ) throws -> Value {
    if let value = values.first(where: { name($0) == text }) { return value }
    let suggestion = Suggestion.nearest(to: text, among: values.map(name)).map { ": did you mean '\($0)'?" }
    throw ValidationError("\(option) takes one of \(names(of: values, name)), not '\(text)'\(suggestion ?? "")")
  }
}
