#if os(Linux)
  import CSystem
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What belongs to a file besides its bytes: owner, group, mode, access list and extended attributes.
struct FileMetadata {
  /// Why something of the old file cannot be given to the new one.
  struct Failure: Error {
    /// What it is, such as `owner and group`.
    var part: String
    /// The system's message.
    var reason: String

    init(_ part: String, reason: String = String(cString: strerror(errno))) {
      (self.part, self.reason) = (part, reason)
    }
  }

  private let old: Int32
  private let status: stat

  /// Refers to an open file with a known status.
  init(of old: Int32, _ status: stat) { (self.old, self.status) = (old, status) }

  /// Gives a new, open file the same metadata.
  ///
  /// The owner comes first, because a change of it clears bits of the mode. The mode comes last: until then, nobody can do more with
  /// the new file than with the old one.
  func copy(to new: Int32) throws(Failure) {
    var present = stat()
    guard fstat(new, &present) == 0 else { throw Failure("owner and group") }
    if present.st_uid != status.st_uid || present.st_gid != status.st_gid,
      fchown(new, status.st_uid, status.st_gid) != 0
    {
      throw Failure("owner and group")
    }
    try copyAttributes(to: new)
    guard fchmod(new, status.st_mode & 0o7777) == 0, fstat(new, &present) == 0 else { throw Failure("mode") }
    // The system silently drops a bit that the process may not set.
    guard present.st_mode == status.st_mode else { throw Failure("mode", reason: "the system does not allow it") }
  }

  #if os(Linux)
    /// Attributes that the kernel computes from the file's bytes.
    private static let computed = ["security.evm", "security.ima"]

    /// Copies the extended attributes, of which the access list is one.
    private func copyAttributes(to new: Int32) throws(Failure) {
      let names = try Self.names(of: old)
      // The folder may give new files an access list of its own.
      for name in try Self.names(of: new) where !names.contains(name) {
        guard fremovexattr(new, name) == 0 else { throw Self.failure(name) }
      }
      let present = try Self.names(of: new)
      for name in names where !Self.computed.contains(name) {
        let value = try Self.value(of: name, of: old)
        // Setting a security label may be forbidden even if it stays the same.
        if present.contains(name), try Self.value(of: name, of: new) == value { continue }
        guard fsetxattr(new, name, value, value.count, 0) == 0 else { throw Self.failure(name) }
      }
    }

    private static func names(of file: Int32) throws(Failure) -> [String] {
      if flistxattr(file, nil, 0) < 0, errno == ENOTSUP { return [] }
      let bytes = try bytes("extended attributes") { flistxattr(file, $0, $1) }
      return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func value(of name: String, of file: Int32) throws(Failure) -> [UInt8] {
      try bytes(part(name)) { fgetxattr(file, name, $0, $1) }
    }

    /// Returns bytes of unknown number, which a call without a buffer tells.
    private static func bytes(
      _ part: String, _ call: (UnsafeMutablePointer<CChar>?, Int) -> Int
    ) throws(Failure) -> [UInt8] {
      let count = call(nil, 0)
      guard count != 0 else { return [] }
      var bytes = [CChar](repeating: 0, count: max(0, count))
      let read = count < 0 ? count : call(&bytes, count)
      guard read >= 0 else { throw Failure(part) }
      return bytes[..<read].map { UInt8(bitPattern: $0) }
    }

    private static func part(_ name: String) -> String {
      name.hasPrefix("system.posix_acl") ? "access list" : "extended attribute '\(name)'"
    }

    private static func failure(_ name: String) -> Failure { Failure(part(name)) }
  #else
    private func copyAttributes(to new: Int32) throws(Failure) {
      guard fcopyfile(old, new, nil, copyfile_flags_t(COPYFILE_ACL | COPYFILE_XATTR)) == 0 else {
        throw Failure("access list and extended attributes")
      }
    }
  #endif
}
