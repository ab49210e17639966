// The course's module: everything else in it is made from the lessons in this folder. What stands here, all cells can use.

import CourseCheckpoints
import LessonRuntime
import NeuralNetworks
import Tensors

extension Heatmap {
  /// A heatmap of a tensor of shape `[rows, columns]`, float32, perhaps with labels.
  init(_ title: String, _ tensor: Tensor, rowLabels: [String] = [], columnLabels: [String] = []) {
    let rows = (0..<tensor.shape[0]).map { tensor[$0].scalars(as: Float.self).map { Double($0) } }
    self.init(title, rows, rowLabels: rowLabels, columnLabels: columnLabels)
  }
}

/// Lets the checks of exercises expect tensors.
extension Tensor: ElementwiseComparable {
  public var elementShape: [Int] { Array(shape) }

  public var elements: [Double] {
    switch dtype {
    case .float32: scalars(as: Float.self).map { Double($0) }
    case .int64: scalars(as: Int.self).map { Double($0) }
    case .bool: scalars(as: Bool.self).map { $0 ? 1 : 0 }
    }
  }
}

/// Lets cells keep checkpoints.
extension Checkpoint: Keepable {
  public var keptBytes: [UInt8] { get throws { bytes } }
  public init(keptBytes: [UInt8]) throws { try self.init(bytes: keptBytes) }
}

/// Trains a model, or gives it the parameters that an earlier run of the same cell has trained.
///
/// - Parameter train: trains the model and returns the losses.
/// - Returns: The losses of the training.
@discardableResult
func kept(_ model: some Module, train: () throws -> [Double]) throws -> [Double] {
  let trained = try kept {
    let losses = try train()
    var checkpoint = Checkpoint()
    checkpoint.add(model.checkpoint, under: "model")
    checkpoint["losses"] = Tensor(losses.map { Float($0) })
    return checkpoint
  }
  try model.load(trained.part("model"))
  return (trained["losses"]?.scalars(as: Float.self) ?? []).map { Double($0) }
}

extension Checkpoint {
  /// The GPT that lesson 11 trains; the metadata `vocabulary` has the character of each token.
  static var courseGPT: Checkpoint {
    get throws { try Checkpoint(bytes: Array(UnsafeBufferPointer(start: course_gpt(), count: course_gpt_size()))) }
  }
}
