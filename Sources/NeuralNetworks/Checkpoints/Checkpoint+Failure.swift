import Tensors

extension Checkpoint {
  /// Why a checkpoint cannot be read, written or loaded.
  public enum Failure: Error, Equatable, Sendable {
    /// A file cannot be read, with the system's reason.
    case unreadable(path: String, reason: String)
    /// A file cannot be written, with the system's reason; what was there before is unchanged.
    case unwritable(path: String, reason: String)
    /// There are fewer bytes than the eight that hold the length of the header.
    case tooShort(byteCount: Int)
    /// The length of the header is more than what follows or than 100 MB, or less than that of `{}`.
    case headerLength(UInt64, byteCount: Int)
    /// The header is not the JSON that the format prescribes, at a byte of the header, and in what is said of a tensor if it is given.
    case header(expected: String, offset: Int, tensor: String?)
    /// A name stands for two tensors, or for two texts of the metadata.
    case duplicateName(String)
    /// A tensor has a dtype other than F32, I64 and BOOL.
    case dataType(tensor: String, String)
    /// A tensor has too many dimensions or elements.
    case shape(tensor: String, [Int])
    /// A tensor's range of bytes is reversed, or is not as long as its shape and dtype say.
    case byteCount(tensor: String, start: Int, end: Int, expected: Int)
    /// A tensor's bytes overlap others', or leave a gap after them.
    case start(tensor: String, Int, expected: Int)
    /// The bytes of all tensors are fewer or more than what follows the header.
    case dataByteCount(Int, expected: Int)
    /// A tensor of booleans holds a byte that is neither 0 nor 1.
    case boolean(tensor: String, UInt8)
    /// A checkpoint does not fit what it is to be loaded into.
    case misfits([Misfit])
    /// A text of the metadata is missing, or is not what it must be.
    case metadata(name: String, expected: String, found: String?)
    /// A tensor has elements that it cannot have.
    case elements(tensor: String, expected: String)
  }

  /// A difference between a checkpoint and what it is to be loaded into.
  public enum Misfit: Equatable, Sendable {
    /// The checkpoint lacks a tensor.
    case missing(String)
    /// There is no place for a tensor of the checkpoint.
    case unexpected(String)
    /// A tensor has another shape than its place.
    case shape(String, [Int], expected: [Int])
    /// A tensor has another dtype than its place.
    case dataType(String, DataType, expected: DataType)
    /// Two names stand for one parameter, but their tensors differ.
    case different(String, String)
  }
}
