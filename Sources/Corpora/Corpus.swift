/// A text to learn from.
public struct Corpus: Sendable {
  /// The whole text.
  public let text: String

  /// A corpus that holds the given text.
  public init(_ text: String) { self.text = text }

  /// Reads the text of a data set.
  ///
  /// - Throws: ``DataSet/Failure`` where the file is missing, cannot be read, or has other contents than the data set.
  public init(_ dataSet: DataSet) throws { self.init(String(decoding: try dataSet.load(), as: UTF8.self)) }
}
