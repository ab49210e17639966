import CKernels

extension Tensor {
  /// Tensors joined along a dimension.
  ///
  /// PyTorch: `torch.cat`.
  ///
  /// Stops the program where types differ, or sizes of another dimension.
  ///
  /// - Parameters:
  ///   - tensors: at least one; of one type, and of one shape but for that dimension.
  ///   - dimension: the dimension that grows; a negative one is counted from the last.
  public static func cat(_ tensors: [Tensor], _ dimension: Int = 0) -> Tensor {
    guard let first = tensors.first else { fatalError("cat: no tensors are given") }
    let axis = first.shape.dimension(dimension, in: "cat")
    var starts: [Int] = []
    starts.reserveCapacity(tensors.count)
    var size = 0
    for tensor in tensors {
      var likeFirst = tensor.shape
      likeFirst[axis] = first.shape[axis]
      guard tensor.dtype == first.dtype, likeFirst == first.shape else {
        fatalError(
          "cat: \(first.dtype) \(first.shape.sizes) and \(tensor.dtype) \(tensor.shape.sizes) do not fit along dimension \(dimension)"
        )
      }
      starts.append(size)
      size += tensor.shape[axis]
    }
    var shape = first.shape
    shape[axis] = size
    let joined = Tensor.empty(shape, dtype: first.dtype)
    let parts = { (index: Int) in starts[index]..<starts[index] + tensors[index].shape[axis] }
    if axis > 0, first.dtype == .float32, tensors.allSatisfy(\.layout.isContiguous) {
      joined.storeRows(of: tensors, along: axis)
    } else {
      for (index, tensor) in tensors.enumerated() {
        joined.storeElements(of: tensor, at: joined.layout.slicing(parts(index), along: axis))
      }
    }
    return joined.withBackward("CatBackward0", tensors) { index in
      let part = parts(index)
      return { Tensor($0.storage, $0.layout.slicing(part, along: axis)) }
    }
  }

  /// Copies contiguous tensors of float32 side by side, in one pass over the rows before a dimension.
  private func storeRows(of tensors: [Tensor], along axis: Int) {
    let length = shape.product(axis..<shape.count)
    let target = floats
    let parts = tensors.map { (start: $0.floats, width: $0.shape.product(axis..<shape.count)) }
    Threads.split(shape.product(0..<axis), cost: Cost.elementwise * length) { rows in
      var out = target + rows.lowerBound * length
      for (start, width) in parts {
        kernels.copy_rows(start + rows.lowerBound * width, width, out, length, rows.count, width)
        out += width
      }
    }
  }

  /// Tensors of one shape joined along a new dimension.
  ///
  /// PyTorch: `torch.stack`.
  ///
  /// Stops the program where types or shapes differ.
  ///
  /// - Parameters:
  ///   - tensors: at least one; of one type and one shape.
  ///   - dimension: where the new dimension is inserted; a negative one is counted from the end.
  public static func stack(_ tensors: [Tensor], _ dimension: Int = 0) -> Tensor {
    guard let first = tensors.first else { fatalError("stack: no tensors are given") }
    for tensor in tensors where tensor.shape != first.shape || tensor.dtype != first.dtype {
      fatalError(
        "stack: \(first.dtype) \(first.shape.sizes) and \(tensor.dtype) \(tensor.shape.sizes) are to be of one type and shape"
      )
    }
    let axis = dimension < 0 ? dimension + first.shape.count + 1 : dimension
    guard (0...first.shape.count).contains(axis) else {
      fatalError("stack: dimension \(dimension) is out of range for tensors of shape \(first.shape.sizes)")
    }
    var shape = first.shape
    shape.insert(tensors.count, at: axis)
    let joined = Tensor.empty(shape, dtype: first.dtype)
    var part = joined.layout.selecting(0, along: axis)
    for tensor in tensors {
      joined.storeElements(of: tensor, at: part)
      part.offset += joined.layout.strides[axis]
    }
    return joined.withBackward("StackBackward0", tensors) { index in
      { Tensor($0.storage, $0.layout.selecting(index, along: axis)) }
    }
  }
}
