import LessonPresentation

/// The capabilities of a terminal, according to the environment variables.
struct TerminalCapabilities {
  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// Returns the style for a terminal with `width` columns.
  func style(plain: Bool, width: Int) -> Style {
    Style(colours: plain ? .none : colours, background: background, width: width, hasLinks: hasLinks)
  }

  private var name: String { environment["TERM"] ?? "dumb" }

  private var colours: Style.Colours {
    let refusesColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    if refusesColour || name == "dumb" { return .none }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"]) || name.hasSuffix("-direct") { return .trueColour }
    return name.contains("256color") ? .indexed : .sixteen
  }

  /// The value of `LESSONS_BACKGROUND`, otherwise that of `COLORFGBG` (such as `15;0`), which some terminals set: 7 and above are light,
  /// except 8.
  private var background: Style.Background {
    switch environment["LESSONS_BACKGROUND"] {
    case "light": return .light
    case "dark": return .dark
    default: break
    }
    guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else { return .dark }
    return number >= 7 && number != 8 ? .light : .dark
  }

  /// Whether the terminal is known to support links; others might print the escape codes.
  private var hasLinks: Bool {
    if let version = environment["VTE_VERSION"].flatMap({ Int($0) }) { return version >= 5000 }
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"]
    if programs.contains(environment["TERM_PROGRAM"] ?? "") { return true }
    return environment["KITTY_WINDOW_ID"] != nil || environment["WT_SESSION"] != nil
      || environment["KONSOLE_VERSION"] != nil
      || ["xterm-kitty", "foot", "alacritty", "xterm-ghostty", "wezterm"].contains { name.hasPrefix($0) }
  }
}
