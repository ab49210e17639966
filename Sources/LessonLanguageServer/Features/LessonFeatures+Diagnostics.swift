import LessonFormat
import LessonTangle

extension LessonFeatures {
  /// All problems that `lessons lint` reports, each with the words that are wrong.
  var diagnostics: [ProtocolDiagnostic] {
    lesson.allProblems.map { problem in
      ProtocolDiagnostic(
        range: range(of: problem), code: Self.code(of: problem.kind), message: problem.message.withoutControls)
    }
  }

  /// The name of a kind of problem, such as `unknownAttribute`.
  private static func code(of kind: LessonProblem.Kind) -> String {
    Mirror(reflecting: kind).children.first?.label ?? "\(kind)"
  }

  private func range(of problem: LessonProblem) -> ProtocolRange {
    guard let line = LineText(problem.location.line, of: lesson.source) else {
      let place = TextPosition(line: max(0, problem.location.line - 1), character: 0)
      return ProtocolRange(start: place, end: place)
    }
    let start = min(line.bytes.startIndex + problem.location.column - 1, line.bytes.endIndex)
    let length = Self.length(of: problem.kind, in: line.bytes[start...], isWholeLine: problem.location.column == 1)
    return line.range(ofBytes: start..<start + length)
  }

  /// Returns the number of bytes that a problem is about, from its location to the end of the line at most.
  private static func length(of kind: LessonProblem.Kind, in rest: ArraySlice<UInt8>, isWholeLine: Bool) -> Int {
    let trimmed = rest.count - rest.reversed().prefix(while: \.isSpaceOrTab).count
    switch kind {
    case .unopenedBracket, .unclosedBracket, .nulByte, .notUTF8: return min(1, rest.count)
    case .unclosedCodeComment: return min(2, rest.count)
    case .unclosedString, .unclosedRegex: return trimmed
    case .reservedName, .nameOfCheck, .unclosedCondition, .unopenedDirective:
      return max(1, rest.prefix { $0.isNameByte }.count)
    default:
      let word = WrittenWord.words(in: rest).first.map { $0.range.upperBound - rest.startIndex } ?? 0
      let isFence = rest.starts(with: "```".utf8) || rest.starts(with: "~~~".utf8)
      return isWholeLine && !isFence ? trimmed : word
    }
  }
}

extension UInt8 {
  /// Whether the byte can be part of a name, or of a directive.
  fileprivate var isNameByte: Bool {
    Character(Unicode.Scalar(self)).isLetter || Character(Unicode.Scalar(self)).isNumber || self >= 0x80
      || [UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "`")].contains(self)
  }
}
