/// Returns a count with its noun, such as `1 line` or `3 lines`.
package func pluralized(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
