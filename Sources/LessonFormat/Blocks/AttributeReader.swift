/// Parses the words of an info string into attributes and collects all problems.
struct AttributeReader<Target> {
  private(set) var problems: [LessonProblem] = []
  private let table: [Attribute<Target>]
  /// What the attributes belong to, for messages, such as `a cell`.
  private let owner: String
  private var seen: Set<String> = []

  init(_ table: [Attribute<Target>], of owner: String) {
    self.table = table
    self.owner = owner
  }

  /// Reads the words of an opening line and reports its malformed parts.
  mutating func read(_ opening: FenceOpening, into target: inout Target) {
    for fault in opening.info.faults { report(.malformedAttribute(fault.text), at: fault.location) }
    for word in opening.attributes where problems.count <= Lesson.problemLimit { read(word, into: &target) }
  }

  mutating func read(_ word: InfoString.Word, into target: inout Target) {
    guard let attribute = table.first(where: { $0.name == word.key }) else {
      let known = table.map(\.name)
      let suggestion = Suggestion.nearest(to: word.key, among: known)
      return report(.unknownAttribute(word.key, of: owner, known: known, suggestion: suggestion), at: word.location)
    }
    guard seen.insert(word.key).inserted else { return report(.repeatedAttribute(word.key), at: word.location) }
    switch (attribute.arity, word.value) {
    case (.flag, _?): report(.unexpectedValue(of: word.key), at: word.valueLocation)
    case (.value, nil): report(.missingValue(of: word.key, form: attribute.form), at: word.location)
    case (_, ""?): report(.emptyValue(of: word.key), at: word.location)
    case (_, let value):
      if !attribute.apply(value, &target) {
        report(.badValue(value ?? "", of: word.key, form: attribute.form), at: word.valueLocation)
      }
    }
  }

  private mutating func report(_ kind: LessonProblem.Kind, at location: SourceLocation) {
    problems.append(LessonProblem(kind, at: location))
  }
}
