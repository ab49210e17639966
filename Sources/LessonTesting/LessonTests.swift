import LessonRunner

/// How a test target runs the cells of its files.
///
/// The defaults are right for most documentation. Otherwise, a test target declares settings of its own, under a name that takes precedence over
/// the library's:
///
/// ```swift
/// import LessonTesting
///
/// let lessonTests = LessonTests(timeout: .seconds(5))
/// ```
public struct LessonTests: Sendable {
  /// Everything that cells may need.
  public var needs: [Need]
  /// What to use if a data set is missing.
  public var standIn: StandIn?
  /// The variants to test; nil or none stands for one: that of the stand-in if it is needed, otherwise the one without a name.
  public var variants: [String?]?
  /// The options of each run; its variant is set from the others.
  var options = RunOptions()

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - timeout: the time limit of a cell without a `timeout` of its own.
  ///   - memoryLimit: the memory limit of the process that runs a file's cells, in bytes.
  ///   - includesSlow: whether to run slow cells.
  ///   - needs: what cells may need.
  ///   - standIn: what to use if a data set is missing.
  ///   - variants: the variants to test, each in turn (nil is the one without a name), instead of the one that is available.
  public init(
    timeout: Duration = .seconds(60), memoryLimit: Int = 4 << 30, includesSlow: Bool = false, needs: [Need] = [],
    standIn: StandIn? = nil, variants: [String?]? = nil
  ) {
    self.needs = needs
    self.standIn = standIn
    self.variants = variants
    options.timeout = timeout
    options.memoryLimit = memoryLimit
    options.includesSlow = includesSlow
    options.triesStarters = true
  }

  /// The options of each run of a lesson.
  var runs: [RunOptions] {
    let available = standIn.flatMap { $0.isNeeded() ? $0.variant : nil }
    let variants = variants ?? []
    return (variants.isEmpty ? [available] : variants).map { variant in
      var options = options
      options.variant = variant
      return options
    }
  }
}

/// The settings of a test target that declares none.
public let lessonTests = LessonTests()
