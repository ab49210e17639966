/// Shows a figure below the cell's output: a heatmap, a line chart, a bar chart or a histogram.
public func show(_ figure: some FigureConvertible) {
  // The runner writes the line of text where the figure arrives; outside a lesson, nobody but this does.
  if !LessonChannel.send(.figure(figure.figure)) { print(figure.figure.summary) }
}

/// Goes through a collection and tells the runner how far it is, so that a terminal can show a bar.
///
/// `for step in progress(1...5000) { … }`
public func progress<Elements: Collection>(_ elements: Elements) -> some Sequence<Elements.Element> {
  let total = elements.count
  let clock = ContinuousClock()
  var done = 0
  var next = clock.now
  return elements.lazy.map { element in
    if clock.now >= next {
      LessonChannel.send(.progress(done: done, total: total))
      next = clock.now + .milliseconds(100)
    }
    done += 1
    return element
  }
}
