import Figures

/// A part of a cell's output.
public enum OutputPiece: Equatable, Sendable {
  /// Text that the cell printed.
  case text(String)
  /// A figure, which is printed as its summary.
  case figure(Figure)

  /// The printed text, which is compared with the expected output.
  public var text: String {
    switch self {
    case .text(let text): text
    case .figure(let figure): figure.summary + "\n"
    }
  }
}
