/// A value that a run can keep for later runs, because making it takes long.
public protocol Keepable {
  /// The value as bytes, from which ``init(keptBytes:)`` makes an equal one.
  var keptBytes: [UInt8] { get throws }

  /// Makes the value from its bytes.
  ///
  /// - Throws: Any error if the bytes are not such a value; it is then made anew.
  init(keptBytes: [UInt8]) throws
}

/// Returns the value that an earlier run kept at this place in the cell, or makes it and keeps it.
///
/// The value is made anew if the cell or a cell before it has changed, if the lesson runs with another variant, or if what
/// ``keptValuesDepend(on:)`` was given is different; and always by `check`, `record` and `render`, and with `--fresh`. If a value
/// cannot be kept, for want of room for instance, the run says so and goes on.
///
/// What `make` changes outside, such as a generator that it draws from, is not kept: let it begin with a generator of its own.
///
/// - Parameter make: makes the value.
/// - Throws: What `make` throws; nothing is kept then.
public func kept<Value: Keepable>(_ make: () throws -> Value) rethrows -> Value {
  guard let place = LessonChannel.keptValues?.nextPlace() else { return try make() }
  if let contents = place.read(), let value = try? Value(keptBytes: contents.bytes) {
    LessonChannel.send(.kept(.used(seconds: contents.seconds)))
    return value
  }
  let start = ContinuousClock.now
  let value = try make()
  let seconds = (ContinuousClock.now - start) / .seconds(1)
  do {
    try place.write(KeptContents(bytes: value.keptBytes, seconds: seconds))
    LessonChannel.send(.kept(.saved))
  } catch {
    LessonChannel.send(.kept(.notSaved(reason: String(describing: error))))
  }
  return value
}

/// Notes something that kept values are made from, besides the code of the cells: the text of a data file, for instance.
public func keptValuesDepend(on content: String) { LessonChannel.keptValues?.depend(on: content) }

/// What became of a value that a cell can keep.
public enum KeptOutcome: Codable, Equatable, Sendable {
  /// An earlier run kept it; making it took that run this long.
  case used(seconds: Double)
  /// It was made in this run and is kept for the next.
  case saved
  /// It was made in this run and cannot be kept.
  case notSaved(reason: String)
}
