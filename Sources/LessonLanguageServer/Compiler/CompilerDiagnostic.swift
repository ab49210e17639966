import LessonTangle

/// A diagnostic of `sourcekit-lsp`.
enum CompilerDiagnostic {
  /// Returns the diagnostic at its place in the lesson, or nil if it is about generated code and is no error.
  static func mapped(_ diagnostic: JSON, by mapper: ResultMapper, in target: ResultMapper.Target) -> JSON? {
    if let mapped = mapper.mapped(diagnostic, in: target) { return mapped }
    // Code that is not complete is often found wrong where it is followed by generated code.
    guard diagnostic["severity"]?.int == 1, let start = diagnostic["range"]?["start"].flatMap(TextPosition.init),
      let nearest = target.map.nearest(start)
    else { return nil }
    var rest = diagnostic
    rest["range"] = nil
    var moved = mapper.mapped(rest, in: target) ?? rest
    moved["range"] = ["start": nearest.json, "end": nearest.json]
    return moved
  }

  /// Returns whether a diagnostic says that something is not used.
  static func isAboutUnused(_ diagnostic: JSON) -> Bool {
    guard diagnostic["severity"]?.int == 2, let message = diagnostic["message"]?.string else { return false }
    return message.contains(/(is|are) unused$|was never (used|mutated|read)/)
  }

  /// Returns whether a diagnostic says that a module was built by another Swift.
  static func isAboutToolchain(_ diagnostic: JSON) -> Bool {
    diagnostic["message"]?.string?.contains(/module compiled with Swift .* cannot be imported by/) == true
  }
}
