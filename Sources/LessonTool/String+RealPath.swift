import Foundation

extension String {
  /// The path without symbolic links; of a missing file, that of its folder and its name.
  var realPath: String {
    if let real = realpath(self, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard let folder = realpath((self as NSString).deletingLastPathComponent, nil) else { return self }
    defer { free(folder) }
    return (String(cString: folder) as NSString).appendingPathComponent((self as NSString).lastPathComponent)
  }
}
