// The course's module: everything else in it is made from the lessons in this folder. What stands here, all cells can use.

import LessonRuntime
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
