import LessonRunner

/// The arguments of `swift package record-lessons`.
struct RecordArguments {
  /// A file, and the cells in it that are meant; none means all.
  struct File {
    /// The file's name without `.md`, or its path.
    var name: String
    var cells: [String]
  }

  /// An argument that cannot be followed.
  struct Fault: Error {
    var message: String
  }

  private(set) var files: [File] = []
  private(set) var variant: String?
  /// Whether nothing is written.
  private(set) var isDryRun = false
  /// Whether nothing is written, and a difference is a failure.
  private(set) var checks = false
  private(set) var asksForHelp = false
  private var isForced = false
  private var timeout: Duration?
  private var memoryLimit: Int?
  private var includesSlow = false

  /// Whether the files are written.
  var isWritten: Bool { !isDryRun && !checks }

  /// Parses arguments.
  ///
  /// - Parameter isCI: whether nobody reads what is printed.
  init(_ words: [String], isCI: Bool) throws(Fault) {
    // `--timeout=5` is `--timeout 5`.
    var words = words.flatMap { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return ["--timeout", "--memory", "--variant"].contains(parts[0]) ? parts : [word]
    }[...]
    while let word = words.popFirst() {
      switch word {
      case "--dry-run", "-n": isDryRun = true
      case "--check": checks = true
      case "--force": isForced = true
      case "--help", "-h": asksForHelp = true
      case "--slow": includesSlow = true
      case "--timeout": timeout = .seconds(try Self.number(words.popFirst(), of: word, in: 0.001...1e6))
      case "--memory": memoryLimit = Int(try Self.number(words.popFirst(), of: word, in: 256...16_777_216)) << 20
      case "--variant":
        guard let name = words.popFirst(), !name.isEmpty, !name.hasPrefix("-") else {
          throw Fault(message: "--variant needs a name")
        }
        variant = name
      case _ where word.hasPrefix("-"): throw Fault(message: "unknown option '\(word)'\n\n\(Self.help)")
      default:
        let parts = word.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard !parts[0].isEmpty else {
          throw Fault(message: "'\(word)' names no file: give the file of the cell, as in README#usage")
        }
        files.append(File(name: parts[0], cells: Array(parts.dropFirst())))
      }
    }
    guard !isWritten || isForced || asksForHelp || !isCI else {
      throw Fault(
        message: "nothing is written in CI (CI=true), where no one reads the diff: use --check, --dry-run or --force")
    }
  }

  private static func number(
    _ text: String?, of option: String, in range: ClosedRange<Double>
  ) throws(Fault) -> Double {
    guard let number = text.flatMap(Double.init), range.contains(number) else {
      throw Fault(message: "\(option) needs a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
    }
    return number
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }

  /// Returns the options of a run with those that were given.
  func changed(_ options: RunOptions) -> RunOptions {
    var options = options
    options.timeout = timeout ?? options.timeout
    options.memoryLimit = memoryLimit ?? options.memoryLimit
    options.includesSlow = options.includesSlow || includesSlow
    return options
  }

  /// Returns the files that are given by any of the names.
  func files(named names: [String]) -> [File] { files.filter { names.contains($0.name) } }

  static let help = """
    USAGE: swift package [--allow-writing-to-package-directory] record-lessons [options] [FILE[#CELL] …]

    Runs the cells of the Markdown files that the package's tests test, and replaces the outputs that no longer match. FILE is a file's name \
    without `.md`, or its path; without one, all are recorded. Changes are shown as a diff, and no byte outside the outputs changes.

      -n, --dry-run   show what would change without writing anything
      --check         like --dry-run, but exit with 1 if something would change
      --variant NAME  record the outputs of this variant
      --slow          also run slow cells
      --timeout S     the time limit in seconds for cells without a `timeout` of their own
      --memory MIB    the memory limit of the process that runs a file's cells
      --force         write even in CI (CI=true), where no one reads the diff
    """
}
