/// A rectangle.
public struct Rectangle: Equatable, Sendable {
  public var width: Double
  public var height: Double

  /// Creates a rectangle.
  public init(width: Double, height: Double) {
    (self.width, self.height) = (width, height)
  }

  /// The area.
  public var area: Double { width * height }

  /// Returns the side of the square that has the same area.
  public func squared() throws -> Double {
    guard width >= 0, height >= 0 else { throw GeometryError.negativeSide }
    return area.squareRoot()
  }
}

public enum GeometryError: Error { case negativeSide }
