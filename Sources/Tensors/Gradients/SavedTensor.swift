/// An input of an operation whose values a derivative needs as they were then.
///
/// It shares the elements with the input. An optimizer's step changes those of a parameter in place, which is noticed here.
///
/// PyTorch: `torch::autograd::SavedVariable`.
struct SavedTensor {
  private let tensor: Tensor
  private let version: Int

  fileprivate init(_ tensor: Tensor) {
    self.tensor = tensor.detached
    version = tensor.storage.version
  }

  /// The input's shape, which stays.
  var shape: Shape { tensor.shape }

  /// The input's layout, which stays.
  var layout: Layout { tensor.layout }

  /// The input without its history; stops the program if its elements have changed.
  var values: Tensor {
    guard tensor.storage.version == version else {
      fatalError(
        "backward: an optimizer's step has changed a parameter whose old values the gradient needs (shape \(shape.sizes)): call backward() before step(), or compute the loss again"
      )
    }
    return tensor
  }
}

extension Tensor {
  /// This tensor as a derivative keeps it.
  var saved: SavedTensor { SavedTensor(self) }
}
