/// The type of a tensor's elements.
///
/// PyTorch: `torch.dtype`.
public enum DataType: Sendable, CustomStringConvertible {
  /// Numbers of 32 bits with a fraction: `torch.float32`.
  case float32
  /// Integers of 64 bits: `torch.int64`.
  case int64
  /// True or false: `torch.bool`.
  case bool

  /// The name as PyTorch prints it, such as `torch.int64`.
  public var description: String {
    switch self {
    case .float32: "torch.float32"
    case .int64: "torch.int64"
    case .bool: "torch.bool"
    }
  }
}

/// A Swift type that a tensor's elements can have: `Float` is float32, `Int` is int64, `Bool` is bool.
public protocol TensorElement: BitwiseCopyable, Sendable {
  /// The type of a tensor with such elements.
  static var dataType: DataType { get }
}

extension Float: TensorElement {
  /// The type of tensors whose elements these are.
  public static var dataType: DataType { .float32 }
}

extension Int: TensorElement {
  /// The type of tensors whose elements these are.
  public static var dataType: DataType { .int64 }
}

extension Bool: TensorElement {
  /// The type of tensors whose elements these are.
  public static var dataType: DataType { .bool }
}
