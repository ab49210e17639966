#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A learning rate for each step: it rises in a line, and then falls along half a wave of the cosine (Loshchilov and Hutter, 2016).
///
/// ```swift
/// let schedule = CosineSchedule(peak: 3e-4, warmup: 100, total: 5000, end: 3e-5)
/// for step in 0..<5000 {
///   optimizer.learningRate = schedule(step)
///   …
/// }
/// ```
///
/// Any other schedule is a function of the step, too, as PyTorch's `LambdaLR` is.
///
/// PyTorch: `LinearLR(start_factor=1 / (warmup + 1), total_iters=warmup)` and then
/// `CosineAnnealingLR(T_max=total - warmup, eta_min=end)`.
public struct CosineSchedule: Sendable {
  /// The highest learning rate.
  public let peak: Double
  /// The number of steps before the highest learning rate, from 0 on.
  public let warmup: Int
  /// The step from which on the learning rate is the last one.
  public let total: Int
  /// The last learning rate.
  public let end: Double

  /// A schedule; stops the program if `warmup` is negative or more than `total`.
  public init(peak: Double, warmup: Int = 0, total: Int, end: Double = 0) {
    guard warmup >= 0, warmup <= total else {
      fatalError("CosineSchedule: the warm-up of \(warmup) steps is not from 0 to the total of \(total)")
    }
    (self.peak, self.warmup, self.total, self.end) = (peak, warmup, total, end)
  }

  /// The learning rate of a step, of which the first is 0.
  public func callAsFunction(_ step: Int) -> Double {
    if step >= total { return end }
    if step < warmup { return peak * (Double(max(step, 0)) + 1) / (Double(warmup) + 1) }
    let progress = Double(step - warmup) / Double(total - warmup)
    return end + (peak - end) * (1 + cos(.pi * progress)) / 2
  }
}
