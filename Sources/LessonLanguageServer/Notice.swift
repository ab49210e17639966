/// What authors are told once.
enum Notice: Hashable {
  /// There is no build, so that only the lesson's own features work.
  case noBuild(advice: String)
  /// `sourcekit-lsp` is not there.
  case noCompilerServer
  /// `sourcekit-lsp` has crashed again and again.
  case compilerServerCrashes
  /// `sourcekit-lsp` does not accept its first request.
  case compilerServerRefuses(reason: String)
  /// The modules of the build are of another Swift.
  case otherToolchain(advice: String)

  /// The sentence.
  var message: String {
    let rest = "only the lesson's own problems, folding and commands are shown"
    return switch self {
    case .noBuild(let advice): "the course is not built, so \(rest): \(advice)"
    case .noCompilerServer: "`sourcekit-lsp` is not found, so \(rest): put the folder of Swift's tools in the PATH"
    case .compilerServerCrashes:
      "`sourcekit-lsp` has ended \(CompilerServerLink.restartLimit + 1) times, so from now on \(rest): restart the language server to try again"
    case .compilerServerRefuses(let reason): "`sourcekit-lsp` does not start (\(reason)), so \(rest)"
    case .otherToolchain(let advice):
      "the course was built with another Swift than this `sourcekit-lsp` belongs to: \(advice), with the Swift that is in the PATH now"
    }
  }
}
