import LessonFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension LessonFile {
  /// The bytes of the old file and of the new one, and what the system says about the old one.
  struct Versions {
    var old: [UInt8]
    var new: [UInt8]
    var status: stat
  }

  /// Puts the hidden file in the lesson's place, unless an edit is saved in this moment.
  func putInPlace(_ versions: Versions, reached: (Step) -> Void) throws(RecordingFailure) {
    let copy = hidden.complete(versions.old, versions.new)
    guard rename(hidden.unfinished, copy) == 0 else {
      // The name may be too long for the file system.
      guard rename(hidden.unfinished, path) == 0 else { throw failure() }
      return
    }
    switch exchangeFiles(copy, path) {
    case true:
      reached(.exchanged)
      if isOld(copy, versions) { unlink(copy) } else { try putBack(copy, versions, reached: reached) }
    case nil:
      // An edit that is saved in this moment is lost: nothing better is possible here.
      guard rename(copy, path) == 0 else { throw failure(removing: copy) }
    case false: throw errno == ENOENT ? changedMeanwhile(removing: copy) : failure(removing: copy)
    }
  }

  /// Returns whether the file that was at the lesson's place is still the old one.
  private func isOld(_ replaced: String, _ versions: Versions) -> Bool {
    var (status, old) = (stat(), versions.status)
    return lstat(replaced, &status) == 0 && status.st_ino == old.st_ino && status.st_mode == old.st_mode
      && status.st_uid == old.st_uid && status.st_gid == old.st_gid
      && (try? FileReader.bytes(of: replaced)) == versions.old
  }

  /// Puts an edited file back into its place.
  private func putBack(_ edited: String, _ versions: Versions, reached: (Step) -> Void) throws(RecordingFailure)
    -> Never
  {
    // What is in its place by now may have been edited, too.
    guard exchangeFiles(edited, path) == true else { throw .savedEdit(file: name, kept: edited) }
    reached(.restored)
    guard (try? FileReader.bytes(of: edited)) == versions.new else { throw .savedEdit(file: name, kept: edited) }
    throw changedMeanwhile(removing: edited)
  }

  private func changedMeanwhile(removing copy: String) -> RecordingFailure {
    unlink(copy)
    return .changedMeanwhile(file: name)
  }

  /// Returns why the last call of the system failed.
  private func failure(removing copy: String) -> RecordingFailure {
    let failure = failure()
    unlink(copy)
    return failure
  }
}
