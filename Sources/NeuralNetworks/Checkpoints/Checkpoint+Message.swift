extension Checkpoint.Failure: CustomStringConvertible {
  /// A sentence that says what is wrong, where, and what to do.
  public var description: String {
    let damaged = "the file is damaged, or no safetensors file: save it again"
    switch self {
    case .unreadable(let path, let reason): return "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason):
      return "cannot write \(path): \(reason): what was there before is unchanged"
    case .tooShort(let count): return "\(count) bytes are too few for a checkpoint: \(damaged)"
    case .headerLength(let length, let count):
      return "the checkpoint's header cannot have \(length) bytes, with \(count) bytes in all: \(damaged)"
    case .header(let expected, let offset, let tensor):
      let place = tensor.map { ", in what it says of \(quoted($0))," } ?? ""
      return "byte \(offset) of the checkpoint's header\(place) is not \(expected): \(damaged)"
    case .duplicateName(let name): return "the checkpoint has the name \(quoted(name)) twice: give each its own"
    case .dataType(let tensor, let type):
      return """
        the tensor \(quoted(tensor)) has the dtype \(quoted(type)), which cannot be read: save it as F32, I64 or BOOL, in PyTorch with \
        float(), long() or bool()
        """
    case .shape(let tensor, let sizes):
      return """
        the tensor \(quoted(tensor)) has a shape of \(sizes.count) dimensions, \(sizes.prefix(8)), which is too large: save it as several \
        tensors of at most 7 dimensions and 2147483647 elements
        """
    case .byteCount(let tensor, let start, let end, let expected):
      return "the tensor \(quoted(tensor)) has the bytes from \(start) to \(end), but needs \(expected): \(damaged)"
    case .start(let tensor, let start, let expected):
      return
        "the tensor \(quoted(tensor)) starts at byte \(start), not at \(expected) where the one before ends: \(damaged)"
    case .dataByteCount(let count, let expected):
      return "\(count) bytes follow the checkpoint's header, but its tensors have \(expected): \(damaged)"
    case .boolean(let tensor, let byte):
      return "the tensor \(quoted(tensor)) of booleans holds the byte \(byte), which is neither 0 nor 1: \(damaged)"
    case .misfits(let misfits):
      return "the checkpoint does not fit, and nothing was loaded:" + misfits.map { "\n  \($0)" }.joined()
    case .metadata(let name, let expected, let found):
      let text = found.map { "is \(quoted($0)), not" } ?? "is missing: it must be"
      return "the checkpoint's metadata \(quoted(name)) \(text) \(expected): load what was saved for this"
    case .elements(let tensor, let expected):
      return "the tensor \(quoted(tensor)) must hold \(expected): load what was saved for this"
    }
  }
}

extension Checkpoint.Misfit: CustomStringConvertible {
  /// What differs, and how.
  public var description: String {
    switch self {
    case .missing(let name): "\(quoted(name)) is missing from the checkpoint"
    case .unexpected(let name): "\(quoted(name)) is only in the checkpoint"
    case .shape(let name, let shape, let expected): "\(quoted(name)) has the shape \(shape), not \(expected)"
    case .dataType(let name, let type, let expected): "\(quoted(name)) has the dtype \(type), not \(expected)"
    case .different(let name, let other): "\(quoted(name)) and \(quoted(other)) are one parameter, but differ"
    }
  }
}

/// A text from a file as a sentence can have it: in quotes, without control characters, and not too long.
private func quoted(_ text: String) -> String {
  let start = text.prefix(100)
  return String(start).debugDescription + (start.endIndex < text.endIndex ? "…" : "")
}
