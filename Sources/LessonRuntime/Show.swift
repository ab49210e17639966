import TextFormatting

/// Shows a figure where the cell's output is.
///
/// A figure of more than `Figure.valueLimit` values, a histogram of more than `Figure.binLimit` bins, or a drawing of
/// more than `Figure.svgLimit` or `Figure.textLimit` bytes stops the program, because nobody could look at it.
public func show(_ figure: some FigureConvertible) {
  let figure = figure.figure
  if let excess = figure.excess { fatalError(excess) }
  // Inside a lesson, the runner writes the summary; outside one, it is printed here.
  if !LessonChannel.send(.figure(figure)) { print(figure.summary) }
}

/// Returns a sequence of the collection's elements that reports its progress, so that a terminal can show a progress bar.
///
/// `for step in progress(1...5000, note: "loss \(losses.last ?? 0)") { … }`
///
/// - Parameters:
///   - elements: what to go through.
///   - note: what to show beside the bar; it is evaluated a few times a second.
public func progress<Elements: Collection>(
  _ elements: Elements, note: @autoclosure @escaping () -> String = ""
) -> some Sequence<Elements.Element> {
  let total = elements.count
  let clock = ContinuousClock()
  var done = 0
  var next = clock.now
  return elements.lazy.map { element in
    if clock.now >= next {
      LessonChannel.send(.progress(done: done, total: total, note: note()))
      next = clock.now + .milliseconds(100)
    }
    done += 1
    return element
  }
}

/// Returns a sequence of the collection's elements that reports its progress, with a number that changes on the way.
///
/// `for step in progress(1...5000, "loss", losses.last) { … }`
///
/// - Parameters:
///   - elements: what to go through.
///   - label: what the number is.
///   - value: the number, or nil if there is none yet; it is evaluated a few times a second.
public func progress<Elements: Collection>(
  _ elements: Elements, _ label: String, _ value: @autoclosure @escaping () -> Double?
) -> some Sequence<Elements.Element> {
  progress(elements, note: value().map { "\(label) \($0.fixed(3))" } ?? "")
}
