#if os(Linux)
  import CSystem
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Exchanges two files of a file system in one step.
///
/// - Returns: Whether they were exchanged; nil if the file system or the kernel cannot do this. If not, the reason is in `errno`.
func exchangeFiles(_ first: String, _ second: String) -> Bool? {
  #if os(Linux)
    if cs_exchange(AT_FDCWD, first, second) == 0 { return true }
  #else
    if renamex_np(first, second, UInt32(RENAME_SWAP)) == 0 { return true }
  #endif
  // EPERM: a container may forbid the call.
  return [EINVAL, ENOSYS, ENOTSUP, EPERM].contains(errno) ? nil : false
}
