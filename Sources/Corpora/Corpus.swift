/// A text to learn from.
public struct Corpus: Sendable {
  /// The whole text.
  public let text: String

  /// Creates a corpus with the given text.
  public init(_ text: String) { self.text = text }

  /// Creates a corpus with the text of a data set.
  ///
  /// - Throws: ``DataSet/Failure`` if the file is missing, cannot be read, or does not have the expected content.
  public init(_ dataSet: DataSet) throws { self.init(String(decoding: try dataSet.load(), as: UTF8.self)) }
}
