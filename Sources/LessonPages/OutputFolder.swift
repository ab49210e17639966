import Foundation
import LessonFormat
import TextFormatting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for generated files.
///
/// The list ``listName`` names the files that were written. Only these may be replaced or removed, and only while they are unchanged.
/// All other files belong to someone else. Nothing outside the folder is ever touched, whatever links and whatever list are in it.
public struct OutputFolder {
  /// Why not all files were written.
  public enum Failure: Error, Equatable {
    /// A file at this path was not written by this type, or has been changed since.
    case foreign(path: String)
    /// A page format named a file that is not inside the folder, or that is the list.
    case misplaced(path: String)
    /// The file at this path could not be written.
    case unwritable(path: String, reason: String)
  }

  /// The name of the list of written files.
  public static let listName = ".lessons-files"
  private static let listPath = RelativePath(name: listName)

  private let path: String
  /// The list, or nil if the file with its name belongs to someone else.
  private let written: WrittenFiles?
  private let unlink: (Int32, String) -> Int32

  /// Creates a reference to a folder, which is created when something is written.
  public init(_ path: String) { self.init(path) { unlinkat($0, $1, 0) } }

  init(_ path: String, unlink: @escaping (Int32, String) -> Int32) {
    self.path = path
    self.unlink = unlink
    do {
      written = try ConfinedFolder(path, unlink: unlink)?.read(Self.listPath).map { WrittenFiles($0) } ?? WrittenFiles()
    } catch {
      written = nil
    }
  }

  /// The paths of the written files.
  public var files: [String] { (written?.hashes.keys.sorted() ?? []).map(\.text) }

  /// Writes files and removes earlier ones that are not among them.
  ///
  /// - Parameter keepsOthers: whether to keep earlier files that are not among these.
  /// - Throws: ``Failure``; if one of the files belongs to someone else, nothing is changed.
  public func write(_ files: [RenderedFile], keepsOthers: Bool) throws(Failure) {
    let files = try files.map { file throws(Failure) in
      guard let path = RelativePath(file.path), path != Self.listPath else { throw .misplaced(path: file.path) }
      return (path: path, bytes: file.bytes)
    }
    guard let written else { throw foreign(Self.listPath) }
    let folder = try open()
    for file in files where try !mayReplace(file.path, written, in: folder) { throw foreign(file.path) }
    let new = Dictionary(files.map { ($0.path, Set([Self.hash($0.bytes)])) }) { $0.union($1) }
    let gone = keepsOthers ? [] : written.hashes.keys.filter { new[$0] == nil }.sorted()
    // The list has both the old and the new hashes while files are replaced, so that after a kill all files are still known.
    try write(list: written.hashes.merging(new) { $0.union($1) }, in: folder)
    for file in files { try write(file.bytes, to: file.path, in: folder) }
    var kept = keepsOthers ? written.hashes : [:]
    var failure: Failure?
    for path in gone {
      // Files that could not be removed, or that someone changed, stay in the list.
      do throws(ConfinedFolder.Failure) {
        try folder.remove(path) { written.hashes[path]?.contains(Self.hash($0)) == true }
        if try folder.read(path) == nil { continue }
      } catch {
        if case .system(let reason) = error {
          failure = .unwritable(path: "\(self.path)/\(path.text)", reason: "it cannot be removed: \(reason)")
        }
      }
      kept[path] = written.hashes[path]
    }
    try write(list: kept.merging(new) { $1 }, in: folder)
    if let failure { throw failure }
  }

  /// Creates the folder if it does not exist, and opens it.
  private func open() throws(Failure) -> ConfinedFolder {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw .unwritable(path: path, reason: "it is a file, not a folder")
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: path, reason: error.localizedDescription)
    }
    guard let folder = ConfinedFolder(path, unlink: unlink) else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    return folder
  }

  /// Returns whether a file may be replaced, because it does not exist or is unchanged since it was written.
  private func mayReplace(_ file: RelativePath, _ written: WrittenFiles, in folder: ConfinedFolder) throws(Failure)
    -> Bool
  {
    do throws(ConfinedFolder.Failure) {
      guard let bytes = try folder.read(file) else { return true }
      return written.hashes[file]?.contains(Self.hash(bytes)) == true
    } catch {
      throw self.failure(error, file)
    }
  }

  private func write(list hashes: [RelativePath: Set<String>], in folder: ConfinedFolder) throws(Failure) {
    var list = WrittenFiles()
    list.hashes = hashes
    try write(Array(list.text.utf8), to: Self.listPath, in: folder)
  }

  private func write(_ bytes: [UInt8], to file: RelativePath, in folder: ConfinedFolder) throws(Failure) {
    do throws(ConfinedFolder.Failure) {
      try folder.write(bytes, to: file)
    } catch {
      throw failure(error, file)
    }
  }

  private func failure(_ failure: ConfinedFolder.Failure, _ file: RelativePath) -> Failure {
    switch failure {
    case .obstructed: foreign(file)
    case .system(let reason): .unwritable(path: "\(path)/\(file.text)", reason: reason)
    }
  }

  private func foreign(_ file: RelativePath) -> Failure { .foreign(path: "\(path)/\(file.text)") }

  private static func hash(_ bytes: [UInt8]) -> String { fnv1a(bytes).hexadecimal(digits: 16) }
}
