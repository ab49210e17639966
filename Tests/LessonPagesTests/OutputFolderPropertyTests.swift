import Foundation
import RandomLessons
import Testing

@testable import LessonPages

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("An output folder")
struct OutputFolderPropertyTests {
  @Test(
    "touches nothing outside, and nobody else's files inside, whatever links and lists it has (LESSONS_CASES sets the number, LESSONS_SEED reruns one)"
  )
  func confined() throws {
    for seed in Cases.seeds(2000) {
      let trial = try RandomFolder(seed: seed)
      defer { trial.remove() }
      let before = trial.untouchable()
      for step in 0..<2 {
        try? OutputFolder(trial.output).write(trial.files[step], keepsOthers: trial.keepsOthers)
        #expect(trial.untouchable() == before, "seed \(seed)")
      }
      guard trial.untouchable() == before else { return }
    }
  }
}

/// An output folder full of traps, next to files that nobody may touch.
private struct RandomFolder {
  private static let names = [
    "a", "b.png", "s", "t", "index.html", ".lessons-files", "..", ".", "e\u{301}", "\u{301}", "\u{e9}", "x\ny", "%2e",
    "\r", "..\u{301}", " ", "\\", "~",
  ]
  private static let texts = ["", "1", "2", "mine"]

  private let root: String
  var output: String { root + "/out" }
  private var outside: String { root + "/outside" }
  /// The files to write, in two steps.
  private(set) var files: [[RenderedFile]] = []
  let keepsOthers: Bool
  private var random: SplitMix

  init(seed: UInt64) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())").path
    random = SplitMix(seed: seed)
    keepsOthers = random.one(in: 3)
    for folder in ["outside/s", "out/s"] {
      try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
    for name in ["a", "b.png", "s/a", "s/b.png", "index.html", "\u{301}", "e\u{301}"] {
      try Data(random.pick(Self.texts).utf8).write(to: URL(filePath: "\(outside)/\(name)"))
    }
    for _ in 0..<random.below(4) { plant() }
    if !random.one(in: 4) { writeList() }
    files = (0..<2).map { _ in
      (0..<random.below(4)).map { _ in RenderedFile(random.one(in: 6) ? path() : name(), random.pick(["", "1", "2"])) }
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  private mutating func name() -> String {
    (0..<1 + random.below(3)).map { _ in random.pick(Self.names) }.joined(separator: "/")
  }

  private mutating func path() -> String {
    let name = name()
    return switch random.below(12) {
    case 0: "/" + name
    case 1: "\(outside)/\(name)"
    case 2: "../outside/\(name)"
    case 3: "s/../../outside/\(name)"
    case 4: "../\u{301}/../outside/\(name)"
    case 5: ""
    default: name
    }
  }

  /// Puts a link or a file of somebody else into the output folder.
  private mutating func plant() {
    let place = "\(output)/" + (random.one(in: 3) ? "s/" : "") + random.pick(Self.names)
    if random.one(in: 4) { Foundation.remove(place) }
    switch random.below(9) {
    case 0: symlink(outside, place)
    case 1: symlink("../outside", place)
    case 2: symlink("\(outside)/\(random.pick(Self.names))", place)
    case 3: symlink("../outside/s", place)
    case 4: symlink("../outside/none", place)
    case 5: symlink("..", place)
    case 6: symlink(String(place.split(separator: "/").last ?? "a"), place)
    case 7: link("\(outside)/a", place)
    default: try? Data("mine".utf8).write(to: URL(filePath: place), options: .withoutOverwriting)
    }
  }

  /// Writes a list that claims the files of others; its hashes are right for some of the texts.
  private mutating func writeList() {
    var list = WrittenFiles().text
    if random.one(in: 2) {
      list =
        "The files below are made by `render`, which replaces and removes them while they have these hashes, and no others.\n"
    }
    // FNV-1a of "", "1" and "2".
    let hashes = ["cbf29ce484222325", "af63ac4c86019afc", "af63af4c8601a015", "0", ""]
    for _ in 0..<random.below(6) {
      list += "\(random.pick(hashes)) \(path())\(random.pick(["\n", "\n", "\r\n", "", "\u{0}\n"]))"
    }
    try? Data(list.utf8).write(to: URL(filePath: "\(output)/.lessons-files"), options: .withoutOverwriting)
  }

  /// Describes everything outside the output folder, and what is in it that belongs to others: links, and files with the text "mine".
  func untouchable() -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return all.sorted().compactMap { path in
      var status = stat()
      lstat("\(root)/\(path)", &status)
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      let isFile = status.st_mode & S_IFMT == S_IFREG
      let text = isFile ? FileManager.default.contents(atPath: "\(root)/\(path)") : nil
      let isOutside = path.utf8.starts(with: "outside".utf8)
      guard isOutside || isLink || text == Data("mine".utf8) else { return nil }
      return
        "\(path.debugDescription) \(status.st_mode) \(status.st_ino) \(status.st_size) \(text.map { Array($0) } ?? [])"
    }
  }
}
