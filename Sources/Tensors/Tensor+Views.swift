extension Tensor {
  /// A view with two dimensions swapped.
  ///
  /// PyTorch: `transpose`.
  ///
  /// Stops the program where a dimension is out of range.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    let a = shape.dimension(first, in: "transposed")
    let b = shape.dimension(second, in: "transposed")
    return view(layout.transposed(a, b), by: "TransposeBackward0")
  }

  /// A view that shows each element as often as a wider shape asks.
  ///
  /// PyTorch: `expand`.
  func expanded(to wider: Shape) -> Tensor {
    wider == shape ? self : view(layout.expanded(to: wider), by: "ExpandBackward0")
  }
}
