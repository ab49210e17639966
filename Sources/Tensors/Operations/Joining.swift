extension Tensor {
  /// Tensors one after the other along a dimension.
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
    let place = first.shape.dimension(dimension, in: "cat")
    var sizes = first.shape.sizes
    sizes[place] = 0
    var starts: [Int] = []
    for tensor in tensors {
      guard tensor.dtype == first.dtype, tensor.shape.count == sizes.count,
        sizes.indices.allSatisfy({ $0 == place || tensor.shape[$0] == sizes[$0] })
      else {
        fatalError(
          "cat: \(first.dtype) \(first.shape.sizes) and \(tensor.dtype) \(tensor.shape.sizes) do not fit along dimension \(dimension)"
        )
      }
      starts.append(sizes[place])
      sizes[place] += tensor.shape[place]
    }
    let joined = Tensor.zeros(Shape(sizes), dtype: first.dtype)
    for (tensor, start) in Swift.zip(tensors, starts) {
      let layout = joined.layout.slicing(start..<start + tensor.shape[place], along: place)
      joined.storeElements(of: tensor, at: layout)
    }
    let inputs = Swift.zip(tensors, starts).map { tensor, start -> (Tensor, Derivative) in
      let range = start..<start + tensor.shape[place]
      return (tensor, { Tensor($0.storage, $0.layout.slicing(range, along: place)) })
    }
    return joined.recorded("CatBackward0", inputs)
  }

  /// Tensors of one shape side by side along a new dimension.
  ///
  /// PyTorch: `torch.stack`.
  ///
  /// Stops the program where types or shapes differ.
  ///
  /// - Parameters:
  ///   - tensors: at least one; of one type and one shape.
  ///   - dimension: the place of the new dimension; a negative one is counted from behind the last.
  public static func stack(_ tensors: [Tensor], _ dimension: Int = 0) -> Tensor {
    guard let first = tensors.first else { fatalError("stack: no tensors are given") }
    for tensor in tensors where tensor.shape != first.shape {
      fatalError("stack: the shapes \(first.shape.sizes) and \(tensor.shape.sizes) differ")
    }
    let place = dimension < 0 ? dimension + first.shape.count + 1 : dimension
    let joined = cat(tensors.map { $0.detached.unsqueezed(place) }, place)
    let inputs = tensors.indices.map { index -> (Tensor, Derivative) in
      (tensors[index], { Tensor($0.storage, $0.layout.selecting(index, along: place)) })
    }
    return joined.recorded("StackBackward0", inputs)
  }
}
