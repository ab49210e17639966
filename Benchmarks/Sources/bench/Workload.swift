import Tensors

/// Something that is timed, here and in PyTorch.
struct Workload {
  /// The same in PyTorch, as its users write it; `pytorch.py` runs it.
  struct PyTorch: Encodable {
    /// An expression that gives a dictionary of the names that the line uses; what `models.py` defines can be used without it.
    var setup: String
    /// The expression that is timed.
    var line: String
    /// The ways in which it is run.
    var ways: [Way] = [.eager]

    /// The ways are asked for one by one.
    private enum CodingKeys: CodingKey { case setup, line }
  }

  /// How PyTorch runs a workload.
  enum Way: String, Codable {
    case eager, fused, compiled
    case compiledLine = "compiled line"

    /// What tables call it.
    var label: String {
      switch self {
      case .eager: "eager"
      case .fused: "eager, fused AdamW"
      case .compiled, .compiledLine: "compiled"
      }
    }

    /// The ways of a training step.
    static let training: [Way] = [.eager, .fused, .compiled]
    /// The ways of a model's function that the setup passes to `compiled`.
    static let function: [Way] = [.eager, .compiled]
    /// The ways of a single expression.
    static let line: [Way] = [.eager, .compiledLine]
  }

  /// Which of the tables a workload belongs to.
  enum Group: String, Codable { case model, operation, product, program }

  let name: String
  let group: Group
  /// How often it is done between two looks at the clock.
  let repetitions: Int
  /// Floating-point operations each time; nil if their rate is not of interest.
  let operations: Double?
  /// Bytes that must be read and written each time; nil if their rate is not of interest.
  let bytes: Double?
  /// Nil for what is timed here only.
  let torch: PyTorch?
  let run: () -> Void

  init(
    _ name: String, group: Group = .model, repetitions: Int = 1, operations: Double? = nil, bytes: Double? = nil,
    torch: PyTorch? = nil, _ run: @escaping () -> Void
  ) {
    self.name = name
    self.group = group
    self.repetitions = repetitions
    self.operations = operations
    self.bytes = bytes
    self.torch = torch
    self.run = run
  }

  /// Seconds for one time.
  ///
  /// One more comes first, which fills the caches and wakes the threads; `pytorch.py` does the same.
  func measure() -> Double {
    run()
    let start = ContinuousClock.now
    for _ in 0..<repetitions { run() }
    return (ContinuousClock.now - start) / .seconds(1) / Double(repetitions)
  }
}
