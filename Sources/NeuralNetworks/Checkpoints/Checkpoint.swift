import Tensors

/// Tensors by name, as a file of the format safetensors holds them.
///
/// A checkpoint is a value: it holds copies, which later steps of an optimizer don't change.
///
/// ```swift
/// var checkpoint = Checkpoint()
/// checkpoint.add(model.checkpoint, under: "model")
/// checkpoint.add(optimizer.checkpoint, under: "optimizer")
/// checkpoint.add(generator.checkpoint, under: "generator")
/// try checkpoint.write(to: "training.safetensors")
/// ```
///
/// PyTorch: what `safetensors.torch.load_file` returns and `save_file` takes.
public struct Checkpoint {
  /// The names of the tensors: in the order in which they were added, or of the file that they come from.
  public private(set) var names: [String] = []
  /// Texts by name, such as settings that the tensors belong to.
  public var metadata: [String: String]
  private var tensors: [String: Tensor] = [:]

  /// A checkpoint without tensors.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// The tensor with a name: any shape and dtype; nil if there is none, or to remove it.
  ///
  /// A tensor that is set is copied without its history. Stops the program if it gets the name `__metadata__`, which the format reserves.
  public subscript(name: String) -> Tensor? {
    get { tensors[name] }
    set {
      guard name != Self.metadataName else {
        fatalError("Checkpoint: no tensor can have the name \(name), which the format has for the metadata")
      }
      let isNew = tensors[name] == nil
      tensors[name] = newValue?.detachedSnapshot
      if newValue == nil {
        names.removeAll { $0 == name }
      } else if isNew {
        names.append(name)
      }
    }
  }

  /// The name in a header that stands for the metadata.
  static let metadataName = "__metadata__"

  /// Adds the tensors and the metadata of another checkpoint, each under a name such as `optimizer.learning_rate`.
  public mutating func add(_ part: Checkpoint, under name: String) {
    for inner in part.names { self["\(name).\(inner)"] = part[inner] }
    for (inner, text) in part.metadata { metadata["\(name).\(inner)"] = text }
  }

  /// The tensors and the metadata that were added under a name.
  public func part(_ name: String) -> Checkpoint {
    let prefix = "\(name)."
    var part = Checkpoint()
    for name in names where name.hasPrefix(prefix) && name != prefix + Self.metadataName {
      part[String(name.dropFirst(prefix.count))] = self[name]
    }
    for (name, text) in metadata where name.hasPrefix(prefix) {
      part.metadata[String(name.dropFirst(prefix.count))] = text
    }
    return part
  }
}

extension Checkpoint: CustomStringConvertible {
  /// A line for each tensor, such as `weight: torch.float32 [3, 4]`.
  public var description: String {
    names.compactMap { name in self[name].map { "\(name): \($0.dtype) \(Array($0.shape))" } }.joined(separator: "\n")
  }
}
