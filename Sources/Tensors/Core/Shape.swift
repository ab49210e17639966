/// The sizes of a tensor's dimensions, of which there are at most seven.
///
/// PyTorch: `torch.Size`.
public struct Shape: Equatable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The sizes, then zeros, and in the last lane the number of sizes: small and without an allocation, as each tensor has two shapes.
  var lanes = SIMD8<Int32>()

  static let limit = 7

  /// The number of dimensions.
  public private(set) var count: Int {
    get { Int(lanes[Self.limit]) }
    set { lanes[Self.limit] = Int32(newValue) }
  }

  /// A shape with the given sizes, the first dimension first; each is less than 2³¹.
  public init(_ sizes: some Sequence<Int>) { for size in sizes { append(size) } }
  /// A shape written as a list of its sizes.
  public init(arrayLiteral sizes: Int...) { for size in sizes { append(size) } }

  /// The number of the first dimension: 0.
  public var startIndex: Int { 0 }
  /// One more than the number of the last dimension.
  public var endIndex: Int { count }

  /// The size of a dimension; a negative one is counted from the last.
  ///
  /// Stops the program where the dimension is out of range.
  public internal(set) subscript(dimension: Int) -> Int {
    get {
      let index = dimension < 0 ? dimension + count : dimension
      guard index >= 0, index < count else { outOfRange(dimension) }
      return Int(lanes[index])
    }
    set { lanes[dimension] = Self.lane(newValue) }
  }

  // Apart, so that the check itself stays small: the subscript is inlined in loops.
  @inline(never)
  private func outOfRange(_ dimension: Int) -> Never {
    fatalError("shape: dimension \(dimension) is out of range for the shape \(sizes)")
  }

  /// How many elements a tensor of this shape has; `Int.max` if no number holds it.
  ///
  /// PyTorch: `numel`.
  public var elementCount: Int { product(0..<count) }

  /// The form PyTorch prints, such as `torch.Size([4, 8, 2])`.
  public var description: String { "torch.Size(\(sizes))" }

  /// The sizes as a list.
  var sizes: [Int] { (0..<count).map { Int(lanes[$0]) } }

  /// Adds a dimension after the last.
  mutating func append(_ size: Int) {
    guard count < Self.limit else { fatalError("a tensor has at most \(Self.limit) dimensions") }
    lanes[count] = Self.lane(size)
    count += 1
  }

  private static func lane(_ size: Int) -> Int32 {
    guard let lane = Int32(exactly: size) else { fatalError("a tensor cannot have a dimension of size \(size)") }
    return lane
  }

  /// Adds a dimension before another.
  mutating func insert(_ size: Int, at dimension: Int) {
    append(0)
    for index in stride(from: count - 1, to: dimension, by: -1) { lanes[index] = lanes[index - 1] }
    lanes[dimension] = Self.lane(size)
  }

  /// Drops a dimension.
  mutating func remove(at dimension: Int) {
    for index in dimension..<count - 1 { lanes[index] = lanes[index + 1] }
    count -= 1
    lanes[count] = 0
  }

  mutating func swapAt(_ first: Int, _ second: Int) {
    (lanes[first], lanes[second]) = (lanes[second], lanes[first])
  }

  /// The dimension that a number stands for, negative ones counted from the last.
  func dimension(_ number: Int, in operation: StaticString) -> Int {
    let dimension = number < 0 ? number + count : number
    guard dimension >= 0, dimension < count else {
      fatalError("\(operation): dimension \(number) is out of range for a tensor of shape \(sizes)")
    }
    return dimension
  }

  /// How many rows the last dimension makes.
  var rowCount: Int { product(0..<Swift.max(0, count - 1)) }

  /// The product of the sizes of some dimensions; `Int.max` if no number holds it, as only tensors without elements and expanded ones have.
  func product(_ range: Range<Int>) -> Int {
    var product = 1
    for index in range {
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: Int(lanes[index]))
      product = isTooLarge ? .max : next
    }
    return product
  }

  /// The shape that two shapes are broadcast to.
  static func broadcast(_ a: Shape, _ b: Shape, in operation: StaticString) -> Shape {
    if a == b { return a }
    var shape = a.count >= b.count ? a : b
    let rank = shape.count
    for index in 0..<rank {
      let first = index - rank + a.count >= 0 ? a.lanes[index - rank + a.count] : 1
      let second = index - rank + b.count >= 0 ? b.lanes[index - rank + b.count] : 1
      guard first == second || first == 1 || second == 1 else {
        fatalError(
          "\(operation): the shapes \(a.sizes) and \(b.sizes) do not fit: sizes \(first) and \(second) differ and neither is 1"
        )
      }
      shape.lanes[index] = first == 1 ? second : first
    }
    return shape
  }
}
