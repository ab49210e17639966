import LessonFormat

/// The Swift source of a library that runs a learner's answer: the cells before the exercise, the answer in the place of the solution, and the checks.
///
/// Each line of the lesson and of the answers file is compiled as one of its own file.
public struct TangledAnswer {
  private let tangled: TangledLesson

  /// The symbol of the function that returns the library's lesson.
  public static let entryPoint = "lessons_answer"

  /// Tangles an answer.
  ///
  /// - Parameters:
  ///   - answer: the cell of the answers file.
  ///   - file: the path of the answers file that the compiler shows.
  ///   - index: the index of the exercise among the cells of the lesson, which has no problems.
  /// - Throws: The problem of the answer's code.
  public init(_ answer: Cell, in file: String, to index: Int, of lesson: Lesson) throws(LessonProblem) {
    let code = BlockCode(answer.code, in: answer.fence)
    tangled = try TangledLesson(lesson, answer: TangledLesson.Answer(index: index, code: code, file: file))
  }

  /// The source.
  public var source: String {
    """
    \(tangled.source(after: "source: \"\", "))
    @_cdecl("\(Self.entryPoint)") public func __lessonsAnswer() -> UnsafeMutableRawPointer {
      LoadedLesson(\(tangled.typeName).compiled).pointer
    }

    """
  }
}

extension Cell {
  /// The problem that keeps the code from being an answer: it cannot be tangled, or it names `expect`, with which it could pass a check.
  public var answerProblem: LessonProblem? {
    let block = BlockCode(code, in: fence)
    if let problem = block.problem { return problem }
    let offset = (try? CellCode(code))?.offset(ofName: { $0 == "expect" })
    return offset.map { block.problem(.nameOfCheck("expect"), at: $0) }
  }
}
