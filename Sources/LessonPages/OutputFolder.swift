import Foundation
import LessonFormat
import TextFormatting

/// A folder for generated files.
///
/// The list ``listName`` names the files that were written. Only these may be replaced or removed, and only while they are unchanged.
/// All other files belong to someone else.
public struct OutputFolder {
  /// Why not all files were written.
  public enum Failure: Error, Equatable {
    /// A file at this path was not written by this type, or has been changed since.
    case foreign(path: String)
    case unwritable(path: String, reason: String)
  }

  /// The name of the list of written files.
  public static let listName = ".lessons-files"

  private let path: String
  /// Whether the file with the list's name belongs to someone else.
  private let isListForeign: Bool
  /// The hashes of the written files, by path.
  private let written: [String: Set<String>]
  private let removeItem: (String) throws -> Void

  /// Creates a reference to a folder, which is created when something is written.
  public init(_ path: String) { self.init(path) { try FileManager.default.removeItem(atPath: $0) } }

  init(_ path: String, removeItem: @escaping (String) throws -> Void) {
    self.path = path
    self.removeItem = removeItem
    let list = FileManager.default.contents(atPath: "\(path)/\(Self.listName)").map {
      String(decoding: $0, as: UTF8.self)
    }
    isListForeign = list.map { !$0.isEmpty && !$0.hasPrefix(Self.head) } ?? false
    var written: [String: Set<String>] = [:]
    for line in (list ?? "").split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, Self.isInside(String(parts[1])) else { continue }
      if parts[0].count == 16 { written[String(parts[1]), default: []].insert(String(parts[0])) }
    }
    self.written = written
  }

  /// The paths of the written files.
  public var files: [String] { written.keys.sorted() }

  /// Writes files and removes earlier ones that are not among them.
  ///
  /// - Parameter keepsOthers: whether to keep earlier files that are not among these.
  /// - Throws: ``Failure``; if one of the files belongs to someone else, nothing is changed.
  public func write(_ files: [RenderedFile], keepsOthers: Bool) throws(Failure) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw .unwritable(path: path, reason: "it is a file, not a folder")
    }
    if isListForeign { throw .foreign(path: "\(path)/\(Self.listName)") }
    for file in files where !Self.isInside(file.path) || !mayReplace(file.path) {
      throw .foreign(path: "\(path)/\(file.path)")
    }
    let new = Dictionary(files.map { ($0.path, Set([Self.hash($0.bytes)])) }) { $0.union($1) }
    let gone = keepsOthers ? [] : self.files.filter { new[$0] == nil }
    // The list has both the old and the new hashes while files are replaced, so that after a kill all files are still known.
    try writeList(written.merging(new) { $0.union($1) })
    for file in files { try write(file.bytes, to: file.path) }
    var failure: Failure?
    for file in gone where mayReplace(file) {
      do { try remove(file) } catch { failure = error }
    }
    // Files that could not be removed, or that someone changed, stay in the list.
    let kept = written.filter { keepsOthers || (new[$0.key] == nil && exists($0.key)) }
    try writeList(kept.merging(new) { $1 })
    if let failure { throw failure }
  }

  /// Returns whether a file may be replaced, because it does not exist or is unchanged since it was written.
  private func mayReplace(_ file: String) -> Bool {
    guard exists(file) else { return true }
    guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else { return false }
    return written[file]?.contains(Self.hash(Array(data))) == true
  }

  /// Returns whether something with this name exists, even a broken link.
  private func exists(_ file: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")) != nil
  }

  private func remove(_ file: String) throws(Failure) {
    guard exists(file) else { return }
    do {
      try removeItem("\(path)/\(file)")
    } catch {
      throw .unwritable(path: "\(path)/\(file)", reason: "it cannot be removed: \(error.localizedDescription)")
    }
  }

  private static let head =
    "The files below are made by `render`, which replaces and removes them while they have these hashes, and no others.\n"

  /// Returns whether a path is inside the folder.
  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  private static func hash(_ bytes: [UInt8]) -> String { fnv1a(bytes).hexadecimal(digits: 16) }

  private func writeList(_ hashes: [String: Set<String>]) throws(Failure) {
    let lines = hashes.sorted { $0.key < $1.key }.flatMap { path, hashes in hashes.sorted().map { "\($0) \(path)\n" } }
    try write(Array((Self.head + lines.joined()).utf8), to: Self.listName)
  }

  private func write(_ bytes: [UInt8], to file: String) throws(Failure) {
    let url = URL(filePath: "\(path)/\(file)")
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw .unwritable(path: url.relativePath, reason: error.localizedDescription)
    }
  }
}
