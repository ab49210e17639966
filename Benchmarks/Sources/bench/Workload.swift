import Tensors

/// Something whose time is measured, under the name by which `eager.py` knows it.
struct Workload {
  let name: String
  /// How often it is done between two looks at the clock.
  let repetitions: Int
  /// Floating-point operations each time; nil where they say nothing.
  var operations: Double?
  /// Whether `eager.py` has it too.
  var hasRival = true
  let run: () -> Void

  init(
    _ name: String, repetitions: Int = 1, operations: Double? = nil, hasRival: Bool = true, _ run: @escaping () -> Void
  ) {
    self.name = name
    self.repetitions = repetitions
    self.operations = operations
    self.hasRival = hasRival
    self.run = run
  }

  /// Seconds for one time, after one that fetches into the caches what was there last, and wakes the threads; `eager.py` does the same.
  func measure() -> Double {
    run()
    let start = ContinuousClock.now
    for _ in 0..<repetitions { run() }
    return (ContinuousClock.now - start) / .seconds(1) / Double(repetitions)
  }
}
