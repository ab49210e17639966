/// A reason for which a browser could not do what a test asked for.
package enum BrowserError: Error, Equatable {
  /// The browser cannot be started, with the reason.
  case cannotStart(String)
  /// The browser has ended; `log` is what it wrote.
  case ended(log: String)
  /// A method of the protocol was not answered in time.
  case noAnswer(String)
  /// The browser refused a method of the protocol, with its reason.
  case refused(String, String)
  /// A page could not be opened, with the reason: `net::ERR_CONNECTION_REFUSED`.
  case notOpened(String, String)
  /// A script threw an error.
  case script(String, String)
  /// A condition did not hold in time; `text` is what the page shows, `problems` what it reported.
  case unmet(String, text: String, problems: [String])
  /// No element has this selector.
  case noElement(String)
  /// The point to click belongs to another element, whose beginning follows.
  case covered(String, by: String)
}

extension BrowserError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotStart(let reason): "the browser cannot be started: \(reason)"
    case .ended(let log): "the browser has ended; it wrote:\n\(log)"
    case .noAnswer(let method): "the browser did not answer \(method) in time"
    case .refused(let method, let reason): "the browser refused \(method): \(reason)"
    case .notOpened(let address, let reason): "\(address) could not be opened: \(reason)"
    case .script(let script, let error): "the script `\(script)` threw: \(error)"
    case .unmet(let condition, let text, let problems):
      "`\(condition)` did not hold in time; problems: \(problems); the page shows:\n\(text)"
    case .noElement(let selector): "no element has the selector `\(selector)`"
    case .covered(let selector, let other): "`\(selector)` is covered by \(other)"
    }
  }
}
