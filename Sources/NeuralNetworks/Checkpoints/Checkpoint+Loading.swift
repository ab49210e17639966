import Tensors

// What is loaded from a checkpoint is checked before anything is changed.
extension Checkpoint {
  /// How the tensor with a name differs from the one that must be there; nil if it fits.
  func misfit(_ name: String, _ shape: Shape, _ type: DataType) -> Misfit? {
    guard let tensor = self[name] else { return .missing(name) }
    if tensor.dtype != type { return .dataType(name, tensor.dtype, expected: type) }
    return tensor.shape == shape ? nil : .shape(name, Array(tensor.shape), expected: Array(shape))
  }

  /// The names besides those that there is a place for.
  func unexpected(besides names: [String]) -> [Misfit] {
    let expected = Set(names)
    return self.names.filter { !expected.contains($0) }.map { .unexpected($0) }
  }

  /// Throws all that differs from what must be there.
  func require(_ expected: [(name: String, shape: Shape, type: DataType)]) throws {
    let misfits = expected.compactMap { misfit($0.name, $0.shape, $0.type) } + unexpected(besides: expected.map(\.name))
    guard misfits.isEmpty else { throw Failure.misfits(misfits) }
  }

  /// A text of the metadata as a value; throws if it is missing, is no such value, or fails a condition.
  func value<Value: LosslessStringConvertible>(
    _ name: String, _ expected: String, where condition: (Value) -> Bool = { _ in true }
  ) throws -> Value {
    guard let value = metadata[name].flatMap(Value.init), condition(value) else {
      throw Failure.metadata(name: name, expected: expected, found: metadata[name])
    }
    return value
  }
}

extension Checkpoint.Misfit {
  /// Whether only one of the two has the name.
  var isOfNames: Bool {
    switch self {
    case .missing, .unexpected: true
    default: false
    }
  }
}
