import CKernels

/// An index in a tensor's subscript: a number takes one slice and drops the dimension, a range takes several slices.
///
/// Negative numbers are counted from the end, as in PyTorch.
public protocol TensorIndex {
  /// The slices that the index takes from a dimension of the given size; nil if one is out of range.
  func selection(of size: Int) -> TensorSelection?
}

/// The slices that an index takes from a dimension.
public enum TensorSelection {
  /// One slice; the dimension is dropped.
  case one(Int)
  /// Consecutive slices; the dimension is kept.
  case range(Range<Int>)

  /// The slices between two numbers, which may be negative; nil if one is out of range.
  fileprivate static func range(from start: Int, upTo end: Int, of size: Int) -> TensorSelection? {
    let lower = start < 0 ? start + size : start
    let upper = end < 0 ? end + size : end
    return lower >= 0 && lower <= upper && upper <= size ? .range(lower..<upper) : nil
  }

  /// The slices from one number to another and including it.
  fileprivate static func range(from start: Int, through last: Int, of size: Int) -> TensorSelection? {
    last == .max ? nil : range(from: start, upTo: last == -1 ? size : last + 1, of: size)
  }
}

extension Int: TensorIndex {
  public func selection(of size: Int) -> TensorSelection? {
    let index = self < 0 ? self + size : self
    return (0..<size).contains(index) ? .one(index) : nil
  }
}

extension Range<Int>: TensorIndex {
  public func selection(of size: Int) -> TensorSelection? { .range(from: lowerBound, upTo: upperBound, of: size) }
}

extension ClosedRange<Int>: TensorIndex {
  public func selection(of size: Int) -> TensorSelection? {
    .range(from: lowerBound, through: upperBound, of: size)
  }
}

extension PartialRangeFrom<Int>: TensorIndex {
  public func selection(of size: Int) -> TensorSelection? { .range(from: lowerBound, upTo: size, of: size) }
}

extension PartialRangeUpTo<Int>: TensorIndex {
  public func selection(of size: Int) -> TensorSelection? { .range(from: 0, upTo: upperBound, of: size) }
}

extension PartialRangeThrough<Int>: TensorIndex {
  public func selection(of size: Int) -> TensorSelection? {
    .range(from: 0, through: upperBound, of: size)
  }
}

extension Tensor {
  /// A part of the tensor: each index takes slices of one dimension; dimensions without an index are taken whole.
  ///
  /// Reading gives a view. Setting broadcasts the new value to the part's shape, and does not change other tensors that share the
  /// elements.
  ///
  /// PyTorch: `tensor[i, a:b]`.
  ///
  /// Stops the program if an index is out of range.
  public subscript(indices: any TensorIndex...) -> Tensor {
    get {
      let layout = part(indices)
      let whole = shape
      return Tensor(storage, layout).withBackward(
        nameOfPart(indices),
        self,
        { gradient in
          let full = Tensor.zeros(whole)
          full.storeElements(of: gradient, at: full.part(indices))
          return full
        })
    }
    set {
      guard newValue.dtype == dtype else {
        fatalError("subscript: a tensor of \(newValue.dtype) cannot be stored in one of \(dtype)")
      }
      guard !requiresGradient, !newValue.requiresGradient else {
        fatalError("subscript: setting a part cannot be differentiated: use cat or stack, or detached tensors")
      }
      if layout.repeatsElements || !isKnownUniquelyReferenced(&storage) { self = materialized() }
      let layout = part(indices)
      guard Shape.broadcast(newValue.shape, layout.shape, in: "subscript") == layout.shape else {
        fatalError(
          "subscript: a tensor of shape \(newValue.shape.sizes) cannot fill a part of shape \(layout.shape.sizes)")
      }
      storeElements(of: newValue, at: layout)
    }
  }

  /// Copies the elements of a tensor of the same type to where a layout says.
  func storeElements(of value: Tensor, at layout: Layout) {
    switch dtype {
    case .float32: store(value, at: layout, as: Float.self, kernels.copy_rows)
    case .int64: store(value, at: layout, as: Int.self, Self.copyRows)
    case .bool: store(value, at: layout, as: Bool.self, Self.copyRows)
    }
  }

  /// The name of the last index that does not take a whole dimension, as PyTorch applies the indices in order; of a single index, its name.
  private func nameOfPart(_ indices: [any TensorIndex]) -> String {
    var name = indices.count == 1 ? "SliceBackward0" : "AliasBackward0"
    for (dimension, index) in indices.enumerated() {
      switch index.selection(of: shape[dimension]) {
      case .one: name = "SelectBackward0"
      case .range(let range) where range != 0..<shape[dimension]: name = "SliceBackward0"
      default: break
      }
    }
    return name
  }

  private func part(_ indices: [any TensorIndex]) -> Layout {
    guard indices.count <= shape.count else {
      fatalError("subscript: \(indices.count) indices for a tensor of shape \(shape.sizes)")
    }
    var layout = layout
    var dimension = 0
    for index in indices {
      switch index.selection(of: layout.shape[dimension]) {
      case .one(let number): layout = layout.selecting(number, along: dimension)
      case .range(let range):
        layout = layout.slicing(range, along: dimension)
        dimension += 1
      case nil:
        let number = dimension + shape.count - layout.shape.count
        fatalError(
          "subscript: index \(Self.text(index)) is out of range for dimension \(number) of a tensor of shape \(shape.sizes)"
        )
      }
    }
    return layout
  }

  /// An index as code has it.
  private static func text(_ index: any TensorIndex) -> String {
    switch index {
    case let range as PartialRangeFrom<Int>: "\(range.lowerBound)..."
    case let range as PartialRangeUpTo<Int>: "..<\(range.upperBound)"
    case let range as PartialRangeThrough<Int>: "...\(range.upperBound)"
    default: "\(index)"
    }
  }

  /// Copies rows that are `row` elements apart to rows that are `targetRow` elements apart.
  private typealias RowCopy<Element> = (
    UnsafePointer<Element>, _ row: Int, UnsafeMutablePointer<Element>, _ targetRow: Int, _ rows: Int, _ columns: Int
  ) -> Void

  private static func copyRows<Element: TensorElement>(
    _ source: UnsafePointer<Element>, _ sourceRow: Int, _ target: UnsafeMutablePointer<Element>, _ targetRow: Int,
    _ rows: Int, _ columns: Int
  ) {
    for row in 0..<rows { (target + row * targetRow).update(from: source + row * sourceRow, count: columns) }
  }

  private func store<Element: TensorElement>(
    _ value: Tensor, at layout: Layout, as: Element.Type, _ copyRows: RowCopy<Element>
  ) {
    let (source, layout) = value.layout.expanded(to: layout.shape).withMostRows(beside: layout)
    let rows = Swift.max(1, layout.shape.count > 1 ? layout.shape[-2] : 1)
    let matrices = layout.shape.elementCount == 0 ? 0 : layout.shape.rowCount / rows
    value.storage.withElements(Element.self) { elements in
      storage.withElements(Element.self) { target in
        guard let elements = elements.baseAddress, let target = target.baseAddress else { return }
        Threads.split(matrices * rows, cost: Cost.elementwise * (layout.shape.last ?? 1)) { range in
          source.forEachMatrix(with: layout, rows: range) { from, to in
            Self.copy(from, elements + from.offset, to, target + to.offset, copyRows)
          }
        }
      }
    }
  }

  private static func copy<Element: TensorElement>(
    _ from: Layout.Matrix, _ source: UnsafePointer<Element>, _ to: Layout.Matrix,
    _ target: UnsafeMutablePointer<Element>, _ copyRows: RowCopy<Element>
  ) {
    if from.columnStep == 1, to.columnStep == 1 {
      return copyRows(source, from.rowStep, target, to.rowStep, from.rows, from.columns)
    }
    for row in 0..<from.rows {
      let (x, y) = (source + row * from.rowStep, target + row * to.rowStep)
      if from.columnStep == 0, to.columnStep == 1 {
        y.update(repeating: x.pointee, count: from.columns)
      } else {
        for column in 0..<from.columns { y[column * to.columnStep] = x[column * from.columnStep] }
      }
    }
  }
}
