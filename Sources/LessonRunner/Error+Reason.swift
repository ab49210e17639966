import Foundation

extension Error {
  /// The system's words about a failure to read or write a file.
  package var systemReason: String {
    let underlying = (self as? CocoaError)?.underlying ?? self
    return (underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? localizedDescription
  }
}
