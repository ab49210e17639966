// What the checks of exercises call. All expectations of a check are evaluated, and each is reported.

/// Expects that a condition is true.
///
/// - Parameters:
///   - condition: the condition; if it throws, it is not true.
///   - sentence: what should be true, for whoever reads the verdict, such as `"each row sums to one"`.
public func expect(_ condition: @autoclosure () throws -> Bool, _ sentence: String) {
  report(sentence, Result { try condition() }, mistakes: [:]) { $0 ? nil : Difference(expected: nil, actual: nil) }
}

/// Expects that a value equals another one.
///
/// - Parameters:
///   - actual: the answer's value; if it throws, the expectation is not met.
///   - expected: the right value.
///   - sentence: why this is right, for whoever reads the verdict.
///   - mistakes: what to say about values that a known mistake gives.
@_disfavoredOverload  // Swift would prefer it to those with a tolerance, which have more default arguments.
public func expect<Value: Equatable>(
  _ actual: @autoclosure () throws -> Value, equals expected: Value, _ sentence: String,
  mistakes: KeyValuePairs<Value, String> = [:]
) {
  report(sentence, Result { try actual() }, mistakes: mistakes) {
    Difference.between(expected, $0)
  } isMistake: {
    $0 == $1
  }
}

/// Expects that a number equals another one within a tolerance.
///
/// - Parameters:
///   - actual: the answer's number; if it throws, the expectation is not met.
///   - expected: the right number; NaN equals NaN.
///   - tolerance: the largest difference: absolute if the expected number is 0, otherwise relative to it.
///   - sentence: why this is right, for whoever reads the verdict.
///   - mistakes: what to say about numbers that a known mistake gives, within the same tolerance.
public func expect<Value: BinaryFloatingPoint>(
  _ actual: @autoclosure () throws -> Value, equals expected: Value, tolerance: Double = 1e-5, _ sentence: String,
  mistakes: KeyValuePairs<Value, String> = [:]
) {
  let comparison = NumberComparison(tolerance: tolerance)
  report(sentence, Result { try actual() }, mistakes: mistakes) { value in
    comparison.matches(value, expected) ? nil : Difference(expected: "\(expected)", actual: "\(value)")
  } isMistake: {
    comparison.matches($0, $1)
  }
}

/// Expects that the numbers of an array or another ordered collection equal those of another one within a tolerance.
///
/// - Parameters:
///   - actual: the answer's numbers; if it throws, the expectation is not met.
///   - expected: the right numbers; NaN equals NaN.
///   - tolerance: the largest difference: absolute if the expected number is 0, otherwise relative to it.
///   - sentence: why this is right, for whoever reads the verdict.
///   - mistakes: what to say about numbers that a known mistake gives, within the same tolerance.
public func expect<Values: RandomAccessCollection & Equatable>(
  _ actual: @autoclosure () throws -> Values, equals expected: Values, tolerance: Double = 1e-5, _ sentence: String,
  mistakes: KeyValuePairs<Values, String> = [:]
) where Values.Element: BinaryFloatingPoint {
  let comparison = NumberComparison(tolerance: tolerance)
  report(sentence, Result { try actual() }, mistakes: mistakes) {
    comparison.difference(of: $0, from: expected)
  } isMistake: {
    comparison.difference(of: $0, from: $1) == nil
  }
}

/// Expects that a tensor, or another value with a shape and elements, equals another one within a tolerance.
///
/// - Parameters:
///   - actual: the answer's value; if it throws, the expectation is not met. A wrong shape is reported with both shapes.
///   - expected: the right value; NaN equals NaN.
///   - tolerance: the largest difference of an element: absolute if the expected number is 0, otherwise relative to it.
///   - sentence: why this is right, for whoever reads the verdict.
///   - mistakes: what to say about values that a known mistake gives, within the same tolerance.
public func expect<Value: ElementwiseComparable>(
  _ actual: @autoclosure () throws -> Value, equals expected: Value, tolerance: Double = 1e-5, _ sentence: String,
  mistakes: KeyValuePairs<Value, String> = [:]
) {
  let comparison = NumberComparison(tolerance: tolerance)
  report(sentence, Result { try actual() }, mistakes: mistakes) {
    comparison.difference(of: $0, from: expected)
  } isMistake: {
    comparison.difference(of: $0, from: $1) == nil
  }
}

/// Expects that an expression throws an error.
///
/// - Parameters:
///   - expression: the expression.
///   - message: a part of the error's description.
///   - sentence: why it should throw, for whoever reads the verdict.
public func expect<Value>(
  _ expression: @autoclosure () throws -> Value, throws message: String, _ sentence: String
) {
  let expected = "an error with “\(message)”"
  do {
    let value = try expression()
    LessonChannel.send(
      Expectation(sentence, isMet: false, expected: expected, actual: "no error, but \(shownText(value) ?? "()")"))
  } catch {
    let description = String(describing: error)
    let isMet = description.contains(message)
    LessonChannel.send(
      Expectation(sentence, isMet: isMet, expected: expected, actual: isMet ? nil : "the error “\(description)”"))
  }
}

/// A place in a starter that the learner has to fill in.
///
/// It takes the place of a value of any type, and ends the attempt when it is reached.
///
/// - Parameter what: what to write there, such as `"e to the power of the loss"`.
public func todo<Value>(_ what: String) -> Value { LessonChannel.endAttempt(toDo: what) }

/// A place in a starter that the learner has to fill in with statements; it ends the attempt when it is reached.
///
/// - Parameter what: what to write there.
public func todo(_ what: String) { LessonChannel.endAttempt(toDo: what) }

/// Reports one expectation.
private func report<Value>(
  _ sentence: String, _ actual: Result<Value, any Error>, mistakes: KeyValuePairs<Value, String>,
  compare: (Value) -> Difference?, isMistake: (Value, Value) -> Bool = { _, _ in false }
) {
  switch actual {
  case .success(let value):
    let difference = compare(value)
    let mistake = difference == nil ? nil : mistakes.first { isMistake(value, $0.key) }?.value
    LessonChannel.send(
      Expectation(
        sentence, isMet: difference == nil, expected: difference?.expected, actual: difference?.actual,
        difference: difference?.place, mistake: mistake))
  case .failure(let error): LessonChannel.send(Expectation(sentence, isMet: false, actual: "the error “\(error)”"))
  }
}
