/// Rows of numbers, float32, that are computed when they are first needed, by steps of which each changes what the one before it has set.
///
/// In `q.matmul(k) * scale`, a mask and a softmax follow on each row. So the product's rows are not computed before the softmax's are needed;
/// then each thread does all steps for some rows, which stay in its caches meanwhile.
///
/// Only what does not change is captured: no parameter, whose elements an optimizer's step changes in place. Other elements are changed
/// in place only where nothing else refers to them.
struct DeferredRows: @unchecked Sendable {
  /// Sets or changes some rows.
  ///
  /// It gets a pointer to the first of these rows; several threads may call it at once. It has pointers to what it reads, not the tensors:
  /// counting references would keep threads waiting for one another.
  typealias Step = (_ first: UnsafeMutablePointer<Float>, _ rows: Range<Int>) -> Void

  /// The most bytes that are worked on at a time.
  private static let blockSize = 32 << 10
  /// With more steps, the rows are computed before the next.
  private static let mostSteps = 8

  let count: Int
  let columns: Int
  /// The rows of a matrix, which the first step sets together at less cost.
  private let unit: Int
  /// That of a row.
  private var cost: Int
  private var steps: [Step]
  /// What the steps read.
  private var inputs: [Storage]

  /// Rows that a step sets.
  ///
  /// - Parameters:
  ///   - unit: the number of rows that it is best to set together.
  ///   - cost: a row's: a ``Cost`` times its elements.
  ///   - inputs: what the step reads. It has been computed, so that no long chain of deferred rows arises.
  init(count: Int, columns: Int, unit: Int, cost: Int, reading inputs: [Storage], _ step: @escaping Step) {
    (self.count, self.columns, self.unit, self.cost) = (count, columns, unit, cost)
    (steps, self.inputs) = ([step], inputs)
  }

  /// These rows, changed by one more step; nil if they have many.
  fileprivate func followed(cost: Int, reading inputs: [Storage], _ step: @escaping Step) -> DeferredRows? {
    guard steps.count < Self.mostSteps else { return nil }
    var rows = self
    rows.cost += cost
    rows.steps.append(step)
    rows.inputs += inputs
    return rows
  }

  /// Does all steps.
  func compute(into out: UnsafeMutablePointer<Float>) {
    let most = Swift.max(1, Self.blockSize / (columns * MemoryLayout<Float>.stride))
    let block = unit <= most ? most / unit * unit : most
    Threads.split(count, by: Swift.min(unit, most), cost: cost) { range in
      var first = range.lowerBound
      while first < range.upperBound {
        let rows = first..<Swift.min(first + block, range.upperBound)
        for step in steps { step(out + first * columns, rows) }
        first = rows.upperBound
      }
    }
  }
}

extension Tensor {
  /// Computes the elements if that is still to be done, as reading them does.
  package func computeElements() { storage.compute() }

  /// A tensor of rows that are computed when they are first needed; without a history.
  init(_ shape: Shape, deferring rows: DeferredRows) {
    self.init(Storage(deferring: rows), Layout(contiguous: shape))
  }

  /// This tensor after one more step, if its own rows are still to be computed; without a history.
  ///
  /// - Parameter cost: the ``Cost`` of each element.
  func deferring(cost: Int, reading inputs: [Tensor] = [], _ step: @escaping DeferredRows.Step) -> Tensor? {
    guard !inputs.contains(where: \.storage.isOfParameter), layout.isContiguous, elementCount == storage.count,
      let rows = storage.continuedRows(),
      let followed = rows.followed(cost: cost * rows.columns, reading: inputs.map(\.storage), step)
    else { return nil }
    return Tensor(shape, deferring: followed)
  }
}
