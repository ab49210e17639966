/// Turns words into attributes and collects everything that is wrong with them.
struct AttributeReader {
  let owner: LessonProblem.Owner
  private(set) var problems: [LessonProblem] = []
  private var seen: Set<String> = []

  init(owner: LessonProblem.Owner) { self.owner = owner }

  /// Reads one attribute of a cell or of the front matter.
  mutating func read(_ word: InfoString.Word, into cell: inout CellAttributes) {
    guard accept(word, among: owner.attributes), let attribute = Attribute(rawValue: word.key) else { return }
    switch (attribute.arity, word.value) {
    case (.flag, _?): report(.unexpectedValue(of: word.key), at: word.valueLocation)
    case (.value, nil): report(.missingValue(of: word.key, form: attribute.form), at: word.location)
    case (_, ""?): report(.emptyValue(of: word.key), at: word.location)
    case (_, let value):
      guard attribute.apply(value, to: &cell) else {
        report(.badValue(value ?? "", of: word.key, form: attribute.form), at: word.valueLocation)
        return
      }
    }
  }

  /// Reads one attribute of an expected output.
  mutating func read(_ word: InfoString.Word, into output: inout ExpectedOutput) {
    guard accept(word, among: owner.attributes) else { return }
    switch (word.key, word.value) {
    case ("literal", nil): output.isLiteral = true
    case ("literal", _?): report(.unexpectedValue(of: word.key), at: word.valueLocation)
    case (_, nil): report(.missingValue(of: word.key, form: Attribute.id.form), at: word.location)
    case (_, ""?): report(.emptyValue(of: word.key), at: word.location)
    case (_, let name?):
      if isKebabCase(name) {
        output.variant = name
      } else {
        report(.badValue(name, of: word.key, form: Attribute.id.form), at: word.valueLocation)
      }
    }
  }

  /// Reports stretches that are no attribute at all.
  mutating func refuse(_ faults: [InfoString.Fault]) {
    for fault in faults { report(.malformedAttribute(fault.text), at: fault.location) }
  }

  private mutating func accept(_ word: InfoString.Word, among known: [String]) -> Bool {
    guard known.contains(word.key) else {
      let suggestion = Suggestion.nearest(to: word.key, among: known)
      report(.unknownAttribute(word.key, of: owner, suggestion: suggestion), at: word.location)
      return false
    }
    guard seen.insert(word.key).inserted else {
      report(.repeatedAttribute(word.key), at: word.location)
      return false
    }
    return true
  }

  private mutating func report(_ kind: LessonProblem.Kind, at location: SourceLocation) {
    problems.append(LessonProblem(kind, at: location))
  }
}
