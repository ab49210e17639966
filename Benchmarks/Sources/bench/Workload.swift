import Tensors

/// Something that is timed, here and in PyTorch.
struct Workload {
  /// The same in PyTorch, as its users write it; `eager.py` runs it.
  struct PyTorch: Codable {
    /// An expression that gives a dictionary of the names that the line uses; what `eager.py` defines can be used without it.
    var setup: String
    /// The expression that is timed.
    var line: String
  }

  let name: String
  /// How often it is done between two looks at the clock.
  let repetitions: Int
  /// Floating-point operations each time; nil if their rate is not of interest.
  let operations: Double?
  /// Nil for what is timed here only.
  let torch: PyTorch?
  let run: () -> Void

  init(
    _ name: String, repetitions: Int = 1, operations: Double? = nil, torch: PyTorch? = nil, _ run: @escaping () -> Void
  ) {
    self.name = name
    self.repetitions = repetitions
    self.operations = operations
    self.torch = torch
    self.run = run
  }

  /// Seconds for one time.
  ///
  /// One more comes first, which fills the caches and wakes the threads; `eager.py` does the same.
  func measure() -> Double {
    run()
    let start = ContinuousClock.now
    for _ in 0..<repetitions { run() }
    return (ContinuousClock.now - start) / .seconds(1) / Double(repetitions)
  }
}
