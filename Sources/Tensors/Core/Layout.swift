/// Where a tensor's elements lie in its storage.
struct Layout: Equatable, Sendable {
  var shape: Shape
  /// How many elements lie between neighbours, for each dimension.
  var strides: [Int]
  /// Where the first element lies.
  var offset = 0

  /// The layout of elements that lie one after the other, the last dimension fastest.
  init(contiguous shape: Shape) {
    self.shape = shape
    var strides: [Int] = []
    var step = 1
    for size in shape.sizes.reversed() {
      strides.append(step)
      step *= Swift.max(size, 1)
    }
    self.strides = strides.reversed()
  }

  /// Whether the elements lie one after the other.
  var isContiguous: Bool {
    var step = 1
    for (size, stride) in zip(shape.sizes, strides).reversed() where size != 1 {
      if stride != step { return false }
      step *= size
    }
    return true
  }

  /// The layout that shows each element as often as the wider shape asks.
  func expanded(to wider: Shape) -> Layout {
    var layout = self
    layout.shape = wider
    let missing = wider.count - shape.count
    layout.strides = wider.indices.map { index in
      index < missing || shape[index - missing] == 1 ? 0 : strides[index - missing]
    }
    return layout
  }

  /// The layout of one slice along a dimension, which is dropped.
  func selecting(_ index: Int, along dimension: Int) -> Layout {
    var layout = self
    layout.offset += index * strides[dimension]
    layout.strides.remove(at: dimension)
    layout.shape = Shape(shape.indices.filter { $0 != dimension }.map { shape[$0] })
    return layout
  }

  /// The layout of a run of slices along a dimension.
  func slicing(_ range: Range<Int>, along dimension: Int) -> Layout {
    var layout = self
    layout.offset += range.lowerBound * strides[dimension]
    var sizes = shape.sizes
    sizes[dimension] = range.count
    layout.shape = Shape(sizes)
    return layout
  }

  /// The layout with two dimensions swapped.
  func transposed(_ first: Int, _ second: Int) -> Layout {
    var layout = self
    var sizes = shape.sizes
    sizes.swapAt(first, second)
    layout.shape = Shape(sizes)
    layout.strides.swapAt(first, second)
    return layout
  }

  /// Calls a closure with the storage offset of each element, in the order of the shape.
  func forEachOffset(_ body: (Int) -> Void) {
    guard shape.elementCount > 0 else { return }
    guard let inner = shape.sizes.last, let step = strides.last else { return body(offset) }
    var index = [Int](repeating: 0, count: shape.count - 1)
    var start = offset
    while true {
      for i in 0..<inner { body(start + i * step) }
      var dimension = shape.count - 2
      while dimension >= 0 {
        index[dimension] += 1
        start += strides[dimension]
        if index[dimension] < shape[dimension] { break }
        start -= strides[dimension] * shape[dimension]
        index[dimension] = 0
        dimension -= 1
      }
      if dimension < 0 { return }
    }
  }
}
