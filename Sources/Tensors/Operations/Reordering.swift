// Views that drop, join and reorder dimensions, and parts along one of them.
extension Tensor {
  /// A view with the dimensions in another order.
  ///
  /// PyTorch: `permute`.
  ///
  /// Stops the program where the numbers do not name each dimension once.
  ///
  /// - Parameter dimensions: for each dimension of the result, which one of the tensor it is; a negative one is counted from the last.
  public func permuted(_ dimensions: Int...) -> Tensor { permuted(dimensions) }

  private func permuted(_ dimensions: [Int]) -> Tensor {
    let order = dimensions.map { shape.dimension($0, in: "permuted") }
    guard order.sorted() == Array(shape.indices) else {
      fatalError(
        "permuted: the numbers \(dimensions) do not name each dimension of a tensor of shape \(shape.sizes) once")
    }
    var layout = layout
    for (place, dimension) in order.enumerated() {
      layout.shape[place] = shape[dimension]
      layout.strides.lanes[place] = self.layout.strides.lanes[dimension]
    }
    return Tensor(storage, layout)
      .withBackward(
        "PermuteBackward0",
        self, { gradient in gradient.permuted(order.indices.map { place in order.firstIndex(of: place) ?? place }) })
  }

  /// The same elements with some dimensions joined to one: a view if they are contiguous, else a copy.
  ///
  /// PyTorch: `flatten(start_dim, end_dim)`.
  ///
  /// - Parameters:
  ///   - first: the first of the dimensions; a negative one is counted from the last.
  ///   - last: the last of them.
  /// - Returns: at least one dimension.
  public func flattened(_ first: Int = 0, _ last: Int = -1) -> Tensor {
    if shape.isEmpty { return reshaped([1]) }
    let (start, end) = (shape.dimension(first, in: "flattened"), shape.dimension(last, in: "flattened"))
    guard start <= end else {
      fatalError("flattened: dimension \(first) of a tensor of shape \(shape.sizes) comes after dimension \(last)")
    }
    let joined = shape.product(start..<end + 1)
    return reshaped(Shape(shape.prefix(start) + [joined] + shape.dropFirst(end + 1)))
  }

  /// A view without the dimensions of size 1.
  ///
  /// PyTorch: `squeeze()`.
  public func squeezed() -> Tensor { dropping(Array(shape.indices.filter { shape[$0] == 1 }), "SqueezeBackward0") }

  /// A view without a dimension, if its size is 1; otherwise the tensor.
  ///
  /// PyTorch: `squeeze(dim)`.
  ///
  /// - Parameter dimension: which one; a negative one is counted from the last.
  public func squeezed(_ dimension: Int) -> Tensor {
    let axis = shape.dimension(dimension, in: "squeezed")
    return dropping(shape[axis] == 1 ? [axis] : [], "SqueezeBackward1")
  }

  private func dropping(_ dimensions: [Int], _ name: String) -> Tensor {
    let layout = dimensions.reversed().reduce(layout) { $0.selecting(0, along: $1) }
    let old = shape
    return Tensor(storage, layout).withBackward(name, self, { $0.reshaped(old) })
  }

  /// Parts of one size along a dimension, in order; the last one is smaller where the size does not divide the dimension's.
  ///
  /// PyTorch: `split(split_size, dim)`.
  ///
  /// - Parameters:
  ///   - size: the size of each part, at least 1.
  ///   - dimension: the dimension to split; a negative one is counted from the last.
  /// - Returns: views.
  public func split(_ size: Int, _ dimension: Int = 0) -> [Tensor] {
    let axis = shape.dimension(dimension, in: "split")
    guard size > 0 else { fatalError("split: the size \(size) of the parts is not at least 1") }
    let whole = shape[axis]
    // As in PyTorch, one part of a dimension without elements.
    let starts = whole == 0 ? [0] : Array(stride(from: 0, to: whole, by: size))
    return starts.map { slice($0..<$0 + Swift.min(size, whole - $0), axis, "SplitBackward0") }
  }

  /// Parts of given sizes along a dimension, in order.
  ///
  /// PyTorch: `split(split_sizes, dim)`.
  ///
  /// Stops the program where the sizes do not add up to that of the dimension.
  ///
  /// - Parameters:
  ///   - sizes: the size of each part.
  ///   - dimension: the dimension to split; a negative one is counted from the last.
  /// - Returns: views.
  public func split(_ sizes: [Int], _ dimension: Int = 0) -> [Tensor] {
    let axis = shape.dimension(dimension, in: "split")
    guard sizes.allSatisfy({ (0...shape[axis]).contains($0) }), sizes.reduce(0, +) == shape[axis] else {
      fatalError(
        "split: the sizes \(sizes) do not add up to dimension \(dimension) of a tensor of shape \(shape.sizes)")
    }
    var end = 0
    return sizes.map { size in
      end += size
      return slice(end - size..<end, axis, "SplitWithSizesBackward0")
    }
  }

  private func slice(_ range: Range<Int>, _ axis: Int, _ name: String) -> Tensor {
    let whole = shape
    return Tensor(storage, layout.slicing(range, along: axis))
      .withBackward(
        name,
        self,
        { gradient in
          let full = Tensor.zeros(whole)
          full.storeElements(of: gradient, at: full.layout.slicing(range, along: axis))
          return full
        })
  }
}
