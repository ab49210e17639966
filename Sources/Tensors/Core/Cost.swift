/// What a loop costs for each element, in units of about a hundredth of a nanosecond: ``Threads`` splits loops that cost enough.
enum Cost {
  /// Arithmetic, comparisons and copies: reading from the second cache and writing to it takes most of the time.
  static let elementwise = 8
  /// Sums and extrema, which write little.
  static let reduction = 5
  /// A step of a product's sum.
  static let multiplyAdd = 2
  static let logarithm = 20
  /// Two divisions and a root.
  static let adamW = 45
  static let exponential = 40
  static let tanh = 120
  static let gelu = 60
  /// An exponential, a row's maximum and sum, and a division.
  static let softmax = 60
  /// The gradient of a softmax or of a cross-entropy.
  static let softmaxGradient = 50
  static let layerNorm = 80
  /// A comparison for each of the element's places in an order, some ten of them.
  static let sorting = 2000
  static let power = 100
}
