#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Checkpoint {
  /// Reads a file of the format safetensors.
  ///
  /// PyTorch: `safetensors.torch.load_file`.
  ///
  /// Throws a ``Failure`` if it cannot be read, is no such file, or has tensors other than float32, int64 and bool.
  public init(contentsOf path: String) throws {
    func failure(_ reason: String = String(cString: strerror(errno))) -> Failure {
      .unreadable(path: path, reason: reason)
    }
    // A pipe without a writer would otherwise make the program wait.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure("it is not a file") }
    try self.init(byteCount: Int(status.st_size)) { offset, target in
      var done = 0
      while done < target.count {
        let count = pread(file, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
        guard count >= 0 else { throw failure() }
        guard count > 0 else { throw failure("another program has shortened it") }
        done += count
      }
    }
  }

  /// Writes a file of the format safetensors, whole or not at all.
  ///
  /// The file takes the place of one that is there, whose permissions it keeps.
  ///
  /// PyTorch: `safetensors.torch.save_file`.
  ///
  /// Throws a ``Failure`` if it cannot be written.
  public func write(to path: String) throws {
    func check(_ result: some BinaryInteger) throws {
      if result < 0 { throw Failure.unwritable(path: path, reason: String(cString: strerror(errno))) }
    }
    // A link stays, and the file that it leads to is replaced.
    let target = realpath(path, nil).map { found in
      defer { free(found) }
      return String(cString: found)
    }
    let name = target ?? path
    let part = "\(name).\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
    let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    try check(file)
    do {
      defer { close(file) }
      var status = stat()
      if stat(name, &status) == 0 { try check(fchmod(file, status.st_mode & 0o777)) }
      try check(writeAll(bytes, to: file))
      try check(fsync(file))
      try check(rename(part, name))
    } catch {
      unlink(part)
      throw error
    }
  }
}

/// Writes bytes to an open file; negative if the system refuses.
private func writeAll(_ bytes: [UInt8], to file: Int32) -> Int {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      guard count >= 0 else { return -1 }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
