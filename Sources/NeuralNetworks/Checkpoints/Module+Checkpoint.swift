import Tensors

extension Module {
  /// The parameters as they are now, with the names that PyTorch gives them.
  ///
  /// A parameter that modules share has each of its names.
  ///
  /// PyTorch: `state_dict()`.
  public var checkpoint: Checkpoint {
    var checkpoint = Checkpoint()
    for (name, tensor) in allNames { checkpoint[name] = tensor }
    return checkpoint
  }

  /// Sets the parameters to the tensors that have their names; an optimizer of them goes on with the new values.
  ///
  /// PyTorch: `load_state_dict()`.
  ///
  /// - Parameter checkpoint: tensors of the parameters' shapes, float32.
  /// - Throws: ``Checkpoint/Failure`` that lists all that does not fit; nothing is changed then.
  public func load(_ checkpoint: Checkpoint) throws { try load(checkpoint, strict: true) }

  /// Sets the parameters to the tensors that have their names, perhaps only some of them.
  ///
  /// Of a parameter that modules share, the checkpoint needs only one name.
  ///
  /// PyTorch: `load_state_dict(strict=False)`.
  ///
  /// Throws a ``Checkpoint/Failure`` that lists all that does not fit, and changes nothing then.
  ///
  /// - Parameters:
  ///   - checkpoint: tensors of the parameters' shapes, float32.
  ///   - strict: whether the names must be the same; without, parameters whose names are missing stay as they are.
  /// - Returns: the names that are missing, and those that are only in the checkpoint; none unless `strict` is false.
  @discardableResult
  public func load(_ checkpoint: Checkpoint, strict: Bool) throws -> [Checkpoint.Misfit] {
    let allNames = allNames
    var (values, misfits): ([(Tensor, Tensor)], [Checkpoint.Misfit]) = ([], [])
    for (first, parameter) in namedParameters {
      let names = allNames.filter { $0.tensor.parameterIdentity == parameter.parameterIdentity }.map(\.name)
      let found = names.filter { checkpoint[$0] != nil }
      let wrong = (found.isEmpty ? [first] : found).compactMap { checkpoint.misfit($0, parameter.shape, .float32) }
      misfits += wrong
      guard wrong.isEmpty, let name = found.first, let tensor = checkpoint[name] else { continue }
      values.append((parameter, tensor))
      misfits += found.dropFirst().filter { checkpoint[$0]?.hasBits(of: tensor) == false }.map { .different(name, $0) }
    }
    misfits += checkpoint.unexpected(besides: allNames.map(\.name))
    guard misfits.allSatisfy({ !strict && $0.isOfNames }) else { throw Checkpoint.Failure.misfits(misfits) }
    for (parameter, tensor) in values { parameter.setElements(to: tensor) }
    return misfits
  }
}

extension Tensor {
  fileprivate func hasBits(of other: Tensor) -> Bool {
    zip(scalars(as: Float.self), other.scalars(as: Float.self)).allSatisfy { $0.bitPattern == $1.bitPattern }
  }
}
