// Checks what the libraries make public, for `make api`:
//
//   swift check.swift check|record BUILD-FOLDER MODULE...
//
// Each public declaration needs a documentation comment. What is public is compared with the lists beside this file (`record` writes them), which say
// in a review what a change adds, changes or takes away.
import Foundation

/// A module's symbol graph, as `swift-symbolgraph-extract` writes it.
struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Fragment: Decodable { var spelling: String }
    struct Identifier: Decodable { var precise: String }
    struct Location: Decodable {
      struct Position: Decodable { var line: Int }
      var uri: String
      var position: Position
    }
    struct Comment: Decodable {}
    var identifier: Identifier
    var pathComponents: [String]
    var declarationFragments: [Fragment]?
    var docComment: Comment?
    var location: Location?

    var path: String { pathComponents.joined(separator: ".") }

    /// The declaration and what it is part of, in one line.
    var line: String {
      let words = declarationFragments?.map(\.spelling).joined().split(whereSeparator: \.isWhitespace) ?? []
      let owner = pathComponents.dropLast().joined(separator: ".")
      return (owner.isEmpty ? "" : "\(owner): ") + words.joined(separator: " ")
    }
  }
  struct Relationship: Decodable {
    var kind: String
    var source: String
    var target: String
    var targetFallback: String?
  }
  var symbols: [Symbol]
  var relationships: [Relationship]
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
  exit(1)
}

/// Returns what a program prints.
func output(of program: String, _ arguments: [String]) throws -> Data {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { fail("\(program) failed") }
  return data
}

/// Reads what a built module makes public.
func graph(of module: String, in build: String, to folder: String, target: String) throws -> SymbolGraph {
  let files = try FileManager.default.subpathsOfDirectory(atPath: ".").filter { !$0.hasPrefix(".build") }
  let maps =
    files.filter { $0.hasSuffix("module.modulemap") }
    + (try FileManager.default.contentsOfDirectory(atPath: build)).filter { $0.hasPrefix("C") }
    .map { "\(build)/\($0)/module.modulemap" }.filter { FileManager.default.fileExists(atPath: $0) }
  var arguments = ["-module-name", module, "-I", "\(build)/Modules", "-target", target, "-output-dir", folder]
  arguments += ["-minimum-access-level", "public", "-skip-synthesized-members"]
  for map in maps { arguments += ["-Xcc", "-fmodule-map-file=\(map)"] }
  #if os(macOS)
    let sdk = String(decoding: try output(of: "xcrun", ["--show-sdk-path"]), as: UTF8.self)
    arguments += ["-sdk", sdk.trimmingCharacters(in: .newlines)]
    _ = try output(of: "xcrun", ["swift-symbolgraph-extract"] + arguments)
  #else
    _ = try output(of: "swift-symbolgraph-extract", arguments)
  #endif
  let data = try Data(contentsOf: URL(filePath: "\(folder)/\(module).symbols.json"))
  return try JSONDecoder().decode(SymbolGraph.self, from: data)
}

/// Returns the lines of a module's list.
func lines(of graph: SymbolGraph) -> [String] {
  let paths = Dictionary(graph.symbols.map { ($0.identifier.precise, $0.path) }) { first, _ in first }
  // All types have these unless they say otherwise, which their declarations show.
  let usual: Set = ["Copyable", "Escapable", "SendableMetatype", "BitwiseCopyable"]
  let conformances = graph.relationships.filter { $0.kind == "conformsTo" }.compactMap { relationship -> String? in
    guard let source = paths[relationship.source] else { return nil }
    let target = paths[relationship.target] ?? relationship.targetFallback ?? relationship.target
    let name = target.split(separator: ".").last.map(String.init) ?? target
    return usual.contains(name) ? nil : "\(source): \(name)"
  }
  return Set(graph.symbols.map(\.line) + conformances).sorted()
}

/// Reports the public declarations of a module that have no comment, and returns how many there are.
func reportUndocumented(_ graph: SymbolGraph) -> Int {
  let root = URL(filePath: FileManager.default.currentDirectoryPath).path + "/"
  let found = graph.symbols.filter { $0.docComment == nil }.map { symbol -> String in
    let file = symbol.location.flatMap { URL(string: $0.uri)?.path.replacingOccurrences(of: root, with: "") } ?? "?"
    let line = (symbol.location?.position.line ?? 0) + 1
    return "\(file):\(line): error: \(symbol.path) is public, but says nothing of itself: write what it is for above it"
  }
  for line in found.sorted(by: { $0.compare($1, options: .numeric) == .orderedAscending }) { print(line) }
  return found.count
}

let arguments = CommandLine.arguments.dropFirst()
guard let mode = arguments.first, ["check", "record"].contains(mode), let build = arguments.dropFirst().first else {
  fail("usage: see the beginning of this file")
}
let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-api-\(UUID())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
struct TargetInfo: Decodable {
  struct Target: Decodable { var triple: String }
  var target: Target
}
let info = try JSONDecoder().decode(TargetInfo.self, from: output(of: "swiftc", ["-print-target-info"]))

var faults = 0
for module in arguments.dropFirst(2) {
  let graph = try graph(of: module, in: build, to: folder.path, target: info.target.triple)
  faults += reportUndocumented(graph)
  let list = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "\(module).txt")
  let now = lines(of: graph)
  if mode == "record" {
    try Data((now.joined(separator: "\n") + "\n").utf8).write(to: list)
    continue
  }
  let before = (try? String(contentsOf: list, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
  let (gone, new) = (Set(before).subtracting(now).sorted(), Set(now).subtracting(before).sorted())
  guard !gone.isEmpty || !new.isEmpty else { continue }
  faults += gone.count + new.count
  print("\(module) makes public what Tests/PublicAPI/\(module).txt does not list, or no longer what it lists:")
  for line in gone { print("- \(line)") }
  for line in new { print("+ \(line)") }
}
try? FileManager.default.removeItem(at: folder)
if faults > 0, mode == "check" {
  print("Packages that use what a `-` line says no longer compile. If the change is meant, run `make api RECORD=yes`.")
}
exit(faults > 0 ? 1 : 0)
