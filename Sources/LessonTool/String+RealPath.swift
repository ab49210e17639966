import Foundation
import LessonFormat

extension String {
  /// The path without symbolic links; of a missing file, that of its folder and its name.
  var realPath: String {
    if let real = LessonFormat.realPath(self) { return real }
    guard let folder = LessonFormat.realPath((self as NSString).deletingLastPathComponent) else { return self }
    return (folder as NSString).appendingPathComponent((self as NSString).lastPathComponent)
  }
}
