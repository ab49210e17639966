import Foundation

/// A data file that is not part of the project, and the folders it may be in.
public struct DataSet: Equatable, Sendable {
  /// The data set's name, such as `tinyshakespeare`.
  public let name: String
  /// The file's path below a data folder.
  public let path: String
  /// The file's SHA-256, in hexadecimal.
  public let sha256: String

  /// Why a data set could not be read.
  public enum Failure: Error, CustomStringConvertible, Equatable {
    /// Its file is in none of the folders that were searched.
    case missing(DataSet, searched: [String])
    /// A file in its place has another SHA-256.
    case wrongContent(DataSet, file: String, sha256: String)
    /// Its file cannot be read.
    case unreadable(file: String, reason: String)

    /// What went wrong and what to do about it, in one line.
    public var description: String {
      switch self {
      case .missing(let set, let searched):
        "the data set '\(set.name)' is missing: save it as \(set.path) in one of \(searched.joined(separator: ", "))"
      case .wrongContent(let set, let file, let sha256):
        "\(file) is not the data set '\(set.name)' (its SHA-256 is \(sha256), expected \(set.sha256)): replace it"
      case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
      }
    }
  }

  /// The works of Shakespeare that char-rnn (Karpathy, 2015) was demonstrated with: 1,115,394 characters, 65 of them distinct.
  public static let tinyShakespeare = DataSet(
    name: "tinyshakespeare", path: "tinyshakespeare/input.txt",
    sha256: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")

  /// OpenAI's vocabulary of GPT-2 (Radford et al., 2019): the 50,000 pairs that ``BytePairTokenizer`` merges.
  public static let gpt2 = DataSet(
    name: "gpt2", path: "gpt2/vocab.bpe",
    sha256: "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5")

  /// All data sets.
  public static let all = [tinyShakespeare, gpt2]

  /// Returns the folders to search for data sets; the first that has the file wins.
  ///
  /// They are `$LESSONS_DATA`; `Data` in the working folder and in each folder above it up to a package's root; and the user's cache.
  static func folders(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    workingFolder: String = FileManager.default.currentDirectoryPath
  ) -> [String] {
    var folders = environment["LESSONS_DATA"].map { $0.isEmpty ? [] : [$0] } ?? []
    var folder = URL(filePath: workingFolder)
    while workingFolder.hasPrefix("/") {
      folders.append(folder.appending(path: "Data").path)
      let isRoot = FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
      if isRoot || folder.path == "/" { break }
      folder.deleteLastPathComponent()
    }
    if let cache = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first {
      folders.append(cache.appending(path: "lessons").path)
    }
    return folders
  }

  /// Returns the path of the file, or nil if there is none.
  ///
  /// The contents are not checked.
  public func locate() -> String? { locate(in: Self.folders()) }

  func locate(in folders: [String]) -> String? {
    folders.map { "\($0)/\(path)" }.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Returns the file's bytes.
  ///
  /// - Throws: ``Failure`` if the file is missing, cannot be read, or does not have the expected content.
  public func load() throws -> [UInt8] { try load(from: Self.folders()) }

  func load(from folders: [String]) throws -> [UInt8] {
    guard let file = locate(in: folders) else { throw Failure.missing(self, searched: folders) }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure.unreadable(file: file, reason: "it is a folder, or you do not have permission to read it")
    }
    let bytes = [UInt8](data)
    let hash = SHA256.hexadecimal(of: bytes)
    guard hash == sha256 else { throw Failure.wrongContent(self, file: file, sha256: hash) }
    return bytes
  }
}
