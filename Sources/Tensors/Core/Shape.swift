/// The sizes of a tensor's dimensions.
///
/// PyTorch: `torch.Size`.
public struct Shape: Equatable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral, CustomStringConvertible {
  let sizes: [Int]

  /// A shape with the given sizes, the first dimension first.
  public init(_ sizes: some Sequence<Int>) { self.sizes = Array(sizes) }
  /// A shape written as a list of its sizes.
  public init(arrayLiteral sizes: Int...) { self.sizes = sizes }

  /// The number of the first dimension: 0.
  public var startIndex: Int { 0 }
  /// The number of dimensions.
  public var endIndex: Int { sizes.count }

  /// The size of a dimension; a negative one is counted from the last.
  public subscript(dimension: Int) -> Int { sizes[dimension < 0 ? dimension + sizes.count : dimension] }

  /// How many elements a tensor of this shape has.
  ///
  /// PyTorch: `numel`.
  public var elementCount: Int { sizes.reduce(1, *) }

  /// The form PyTorch prints, such as `torch.Size([4, 8, 2])`.
  public var description: String { "torch.Size(\(sizes))" }

  /// The dimension that a number stands for, negative ones counted from the last.
  func dimension(_ number: Int, in operation: StaticString) -> Int {
    let dimension = number < 0 ? number + count : number
    guard indices.contains(dimension) else {
      fatalError("\(operation): dimension \(number) is out of range for a tensor of shape \(sizes)")
    }
    return dimension
  }

  /// The shape that two shapes have together, sizes of 1 stretched.
  static func broadcast(_ a: Shape, _ b: Shape, in operation: StaticString) -> Shape {
    let rank = Swift.max(a.count, b.count)
    let sizes = (0..<rank).map { index in
      let first = index - rank + a.count >= 0 ? a.sizes[index - rank + a.count] : 1
      let second = index - rank + b.count >= 0 ? b.sizes[index - rank + b.count] : 1
      guard first == second || first == 1 || second == 1 else {
        fatalError(
          "\(operation): the shapes \(a.sizes) and \(b.sizes) do not fit: sizes \(first) and \(second) differ and neither is 1"
        )
      }
      return first == 1 ? second : first
    }
    return Shape(sizes)
  }
}
