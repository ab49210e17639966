import Corpora
import LessonRuntime

extension Corpus {
  /// The variant in which the stand-in takes the place of tinyshakespeare: a lesson's `output variant=stand-in`.
  public static let standInVariant = "stand-in"

  /// Whether tinyshakespeare is missing.
  public static var needsStandIn: Bool { DataSet.tinyShakespeare.locate() == nil }

  /// The lessons' corpus: tinyshakespeare, or the stand-in where that is missing or the run's variant asks for it.
  ///
  /// - Throws: `DataSet.Failure` where the file exists, but cannot be read or has other contents than the data set.
  static func lessons() throws -> Corpus {
    let corpus = LessonChannel.variant == standInVariant || needsStandIn ? standIn : try Corpus(.tinyShakespeare)
    keptValuesDepend(on: corpus.text)
    return corpus
  }
}

extension DataSet {
  /// What a learner can do where the data set is missing.
  public var hint: String { "run `make data`, or set LESSONS_DATA to a folder that has \(path)" }
}
