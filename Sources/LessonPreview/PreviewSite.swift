/// What a preview server serves.
///
/// The methods are called on several threads at a time.
package protocol PreviewSite: Sendable {
  /// Returns the page or image at a path such as `/04-self-attention.html`, or nil if there is none.
  ///
  /// This runs and changes nothing, because it is done for whoever asks.
  func response(toPath path: String) -> HTTPResponse?

  /// Does what an open page asks for, such as judging an answer.
  ///
  /// - Parameters:
  ///   - action: the last part of the path `/-/ACTION`.
  ///   - body: the request's body, which is to be JSON.
  ///   - isCancelled: returns whether the page no longer waits.
  func perform(_ action: String, _ body: [UInt8], isCancelled: @escaping @Sendable () -> Bool) -> HTTPResponse

  /// Begins to tell an open page what changes.
  ///
  /// - Parameter path: the path of the page.
  func open(_ path: String, _ stream: EventStream)

  /// Ends that, when the page has been closed.
  func close(_ path: String, _ stream: EventStream)
}
