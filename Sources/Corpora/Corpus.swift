import Foundation

/// A text to learn from.
public struct Corpus: Sendable {
  /// The whole text.
  public let text: String

  /// The circumstance in which the stand-in takes the place of tinyshakespeare: a lesson's `output variant=stand-in`.
  public static let standInVariant = "stand-in"

  /// A corpus that holds the given text.
  public init(_ text: String) { self.text = text }

  /// Reads the text of a data set.
  ///
  /// - Throws: ``DataSet/Failure`` where the file is missing, cannot be read, or is not the one that is meant.
  public init(_ dataSet: DataSet) throws { self.init(String(decoding: try dataSet.load(), as: UTF8.self)) }

  /// The lessons' corpus: tinyshakespeare, or the stand-in where that is missing or `LESSONS_VARIANT` asks for it.
  ///
  /// - Throws: ``DataSet/Failure`` where the file is there, but cannot be read or is not the one that is meant.
  public static func lessons() throws -> Corpus {
    let isAskedFor = ProcessInfo.processInfo.environment["LESSONS_VARIANT"] == standInVariant
    return isAskedFor || DataSet.tinyShakespeare.locate() == nil ? standIn : try Corpus(.tinyShakespeare)
  }
}
