import Foundation

/// The words after the program's name.
enum Options {
  /// All there are; `--memory` is for the program's own use.
  private static let names = [
    "--only", "--rounds", "--runs", "--eager", "--json", "--python", "--programs", "--anyway", "--plots", "--training",
    "--model", "--markdown", "--compare", "--memory", "--help",
  ]

  /// The first word that looks like an option and is none.
  static var unknown: String? { CommandLine.arguments.first { $0.hasPrefix("--") && !names.contains($0) } }

  /// Whether an option without a value is there.
  static func has(_ name: String) -> Bool { CommandLine.arguments.contains(name) }

  /// The word after an option, whatever it is.
  static func value(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
  }

  /// The number after an option.
  static func number(_ name: String) -> Int? { value(name).flatMap { Int($0) } }

  /// All words after an option, up to the next one.
  static func values(_ name: String) -> [String] {
    guard let index = CommandLine.arguments.firstIndex(of: name) else { return [] }
    return CommandLine.arguments[(index + 1)...].prefix { !$0.hasPrefix("--") }.map { $0 }
  }
}
