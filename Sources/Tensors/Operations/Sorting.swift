// Elements along a dimension in order, and where they were. They take float32, and count NaN as greater than any number; of equal elements,
// the first one comes first.
extension Tensor {
  /// The elements along a dimension in order, and where each was.
  ///
  /// PyTorch: `torch.sort(dim, descending, stable=True)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to sort; a negative one is counted from the last.
  ///   - descending: whether the greatest element comes first.
  /// - Returns: the elements, float32, and their indices, int64, both of the shape of the tensor.
  public func sorted(_ dimension: Int = -1, descending: Bool = false) -> (values: Tensor, indices: Tensor) {
    let axis = axis(dimension, "sorted")
    let indices = ranked(axis, shape[axis], descending: descending)
    return (picked(indices, axis, "SortBackward0"), indices)
  }

  /// The indices that would put the elements along a dimension in order.
  ///
  /// PyTorch: `torch.argsort(dim, descending, stable=True)`.
  ///
  /// - Parameters:
  ///   - dimension: the dimension to sort; a negative one is counted from the last.
  ///   - descending: whether the greatest element comes first.
  /// - Returns: the shape of the tensor, int64.
  public func argsort(_ dimension: Int = -1, descending: Bool = false) -> Tensor {
    let axis = axis(dimension, "argsort")
    return ranked(axis, shape[axis], descending: descending)
  }

  /// The greatest elements along a dimension, the greatest first, and where they are.
  ///
  /// PyTorch: `torch.topk(k, dim)`, which may give other indices where elements are equal.
  ///
  /// Stops the program where the dimension has fewer elements.
  ///
  /// - Parameters:
  ///   - count: how many elements, called `k` in PyTorch.
  ///   - dimension: the dimension to look along; a negative one is counted from the last.
  /// - Returns: the elements, float32, and their indices, int64, both of the shape of the tensor with `count` for that dimension.
  public func topk(_ count: Int, _ dimension: Int = -1) -> (values: Tensor, indices: Tensor) {
    let axis = axis(dimension, "topk")
    guard (0...shape[axis]).contains(count) else {
      fatalError(
        "topk: \(count) elements along dimension \(dimension) are wanted of a tensor of shape \(shape.sizes): ask for 0 to \(shape[axis])"
      )
    }
    let indices = ranked(axis, count, descending: true)
    return (picked(indices, axis, "TopkBackward0"), indices)
  }

  private func axis(_ dimension: Int, _ operation: StaticString) -> Int {
    requireFloat(in: operation)
    return shape.dimension(dimension, in: operation)
  }

  /// The indices of the first elements along a dimension, if they were in order.
  private func ranked(_ axis: Int, _ count: Int, descending: Bool) -> Tensor {
    let lines = detached.transposed(axis, -1)
    let size = shape[axis]
    return .rowwise(
      lines.shape(withLast: count), rows: lines.shape.rowCount, cost: Cost.sorting, lines.rows(of: size)
    ) { (x: UnsafePointer<Float>, out: UnsafeMutablePointer<Int>, rows) in
      for row in 0..<rows.count {
        let line = UnsafeBufferPointer(start: x + row * size, count: size)
        Ranking.firstIndices(of: line, count, descending: descending, out + row * count)
      }
    }.transposed(axis, -1)
  }

  /// The elements along a dimension that indices name, each at most once.
  private func picked(_ indices: Tensor, _ axis: Int, _ name: String) -> Tensor {
    let (lines, chosen) = (detached.transposed(axis, -1), indices.transposed(axis, -1))
    let (size, count, whole) = (shape[axis], indices.shape[axis], lines.shape)
    let values: Tensor = .rowwise(
      chosen.shape, rows: whole.rowCount, cost: Cost.elementwise, lines.rows(of: size), chosen.rows(of: count)
    ) { (x: UnsafePointer<Float>, indices: UnsafePointer<Int>, out: UnsafeMutablePointer<Float>, rows) in
      for row in 0..<rows.count {
        for i in row * count..<(row + 1) * count { out[i] = x[row * size + indices[i]] }
      }
    }
    return values.transposed(axis, -1).withBackward(
      name,
      self,
      { gradient in
        .rowwise(
          whole, rows: whole.rowCount, cost: Cost.elementwise, gradient.transposed(axis, -1).rows(of: count),
          chosen.rows(of: count)
        ) { (g: UnsafePointer<Float>, indices: UnsafePointer<Int>, out: UnsafeMutablePointer<Float>, rows) in
          out.update(repeating: 0, count: rows.count * size)
          for row in 0..<rows.count {
            for i in row * count..<(row + 1) * count { out[row * size + indices[i]] = g[i] }
          }
        }.transposed(axis, -1)
      })
  }

  private func shape(withLast size: Int) -> Shape {
    var shape = shape
    shape[shape.count - 1] = size
    return shape
  }
}

/// Finds the first elements of a line in order.
enum Ranking {
  /// Up to this many are found in one pass, if they are a small part of the line; otherwise the line is sorted.
  private static let mostInOnePass = 64

  /// Sets the indices of the first `count` elements of a line, if it were in order.
  static func firstIndices(
    of line: UnsafeBufferPointer<Float>, _ count: Int, descending: Bool, _ indices: UnsafeMutablePointer<Int>
  ) {
    if descending, count > 0, count <= mostInOnePass, 4 * count <= line.count {
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { greatest in
        findGreatest(of: line, greatest)
        for i in 0..<count { indices[i] = place(greatest[i]) }
      }
    } else {
      let keys = sortedKeys(line, descending)
      for i in 0..<count { indices[i] = place(keys[i]) }
    }
  }

  private static func sortedKeys(_ line: UnsafeBufferPointer<Float>, _ descending: Bool) -> [UInt64] {
    var keys = line.indices.map { key(line[$0], $0, descending) }
    keys.sort()
    return keys
  }

  /// Finds the keys of the greatest elements, in order.
  private static func findGreatest(
    of line: UnsafeBufferPointer<Float>, _ greatest: UnsafeMutableBufferPointer<UInt64>
  ) {
    greatest.initialize(repeating: .max)
    let last = greatest.count - 1
    for index in 0...last { insert(key(line[index], index, true), greatest) }
    // Few of the others are greater than the last of these; NaN is not less than any number.
    var least = line[place(greatest[last])]
    for index in last + 1..<line.count where !(line[index] <= least) {
      let key = key(line[index], index, true)
      guard key < greatest[last] else { continue }
      insert(key, greatest)
      least = line[place(greatest[last])]
    }
  }

  /// Puts a key that is less than the last one in its place.
  @inline(__always)
  private static func insert(_ key: UInt64, _ keys: UnsafeMutableBufferPointer<UInt64>) {
    var place = keys.count - 1
    while place > 0, key < keys[place - 1] {
      keys[place] = keys[place - 1]
      place -= 1
    }
    keys[place] = key
  }

  /// The index that a key has.
  private static func place(_ key: UInt64) -> Int { Int(key & 0xffff_ffff) }

  /// A number whose order is that of the elements: the bits of the element, turned so that they grow with it, then its index.
  private static func key(_ element: Float, _ index: Int, _ descending: Bool) -> UInt64 {
    // The sum turns -0 into 0, which is equal to it.
    let bits = (element + 0).bitPattern
    let ordered = element.isNaN ? .max : bits >> 31 == 1 ? ~bits : bits | 1 << 31
    return UInt64(descending ? ~ordered : ordered) << 32 | UInt64(index)
  }
}
