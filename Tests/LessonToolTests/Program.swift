import Foundation

/// A program that is built next to the tests.
struct Program {
  private let file: URL

  /// The program's path.
  var path: String { file.path }

  init(_ name: String) {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder = (bundle ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
    file = folder.appending(path: name)
  }

  init(at file: URL) { self.file = file }

  /// Copies a program into a folder, as if it were installed there.
  init(installing name: String, in folder: URL) throws {
    file = folder.appending(path: name)
    try FileManager.default.copyItem(at: Program(name).file, to: file)
  }

  /// Variables that make the output the same everywhere and protect the user's own stored state.
  private static let variables = [
    "COLUMNS": "80", "CI": "false", "TERM": "xterm", "NO_COLOR": "",
    "XDG_STATE_HOME": FileManager.default.temporaryDirectory.appending(path: "lessons-test-state").path,
    "XDG_CACHE_HOME": FileManager.default.temporaryDirectory.appending(path: "lessons-test-cache").path,
  ]

  /// Starts the program on a terminal, or with its output discarded.
  func start(
    _ arguments: [String], in folder: URL, on terminal: FileHandle? = nil, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(Self.variables) { $1 }
      .merging(environment) { $1 }
    process.standardInput = terminal ?? FileHandle.nullDevice
    process.standardOutput = terminal ?? FileHandle.nullDevice
    process.standardError = terminal ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs the program to its end and returns its output.
  func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> (output: String, errors: String, code: Int32) {
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(Self.variables) { $1 }
      .merging(environment) { $1 }
    let errorFile = FileManager.default.temporaryDirectory.appending(path: "lessons-errors-\(UUID())")
    try Data().write(to: errorFile)
    defer { try? FileManager.default.removeItem(at: errorFile) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let errors = try String(contentsOf: errorFile, encoding: .utf8)
    return (String(decoding: bytes, as: UTF8.self), errors, process.terminationStatus)
  }

  /// Returns the running processes and their parents, without zombies.
  static func running() throws -> [(process: Int32, parent: Int32)] {
    #if os(Linux)
      let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
      return processes.compactMap { process in
        // 12 (name) S 1 …: process id, name, state, parent (proc(5)).
        let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat").map {
          String(decoding: $0, as: UTF8.self)
        }
        let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 1, fields[0] != "Z", let parent = Int32(fields[1]) else { return nil }
        return (process, parent)
      }
    #else
      let process = Process()
      process.executableURL = URL(filePath: "/bin/ps")
      process.arguments = ["-A", "-o", "pid=,ppid=,state="]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let bytes = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        guard fields.count == 3, fields[2].first != "Z", let process = Int32(fields[0]), let parent = Int32(fields[1])
        else { return nil }
        return (process, parent)
      }
    #endif
  }
}

extension Process {
  /// Waits until the program ends, and kills it after ten seconds, so that a test that has failed does not wait forever.
  func waitOrKill() {
    let deadline = ContinuousClock.now + .seconds(10)
    while isRunning, ContinuousClock.now < deadline { usleep(10_000) }
    if isRunning { kill(processIdentifier, SIGKILL) }
    waitUntilExit()
  }
}
