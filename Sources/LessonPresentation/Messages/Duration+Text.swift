extension Duration {
  /// The duration in seconds.
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }

  /// The duration in a form for people: `12 ms`, `1.2 s`, `90 s`.
  package var text: String {
    let seconds = seconds
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    let tenths = Int((seconds * 10).rounded())
    return tenths % 10 == 0 || seconds >= 100 ? "\(Int(seconds.rounded())) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
