/// A binary heap of numbers, with the smallest on top.
struct MinimumHeap {
  /// Each number is at most as large as its children, at twice its index plus 1 and plus 2.
  private var numbers: [UInt64] = []

  /// Inserts a number.
  mutating func insert(_ number: UInt64) {
    var index = numbers.count
    numbers.append(number)
    while index > 0, numbers[(index - 1) / 2] > number {
      numbers[index] = numbers[(index - 1) / 2]
      index = (index - 1) / 2
    }
    numbers[index] = number
  }

  /// Removes and returns the smallest number, or returns nil if the heap is empty.
  mutating func popMinimum() -> UInt64? {
    guard let minimum = numbers.first, let moved = numbers.popLast() else { return nil }
    if numbers.isEmpty { return minimum }
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < numbers.count else { break }
      if child + 1 < numbers.count, numbers[child + 1] < numbers[child] { child += 1 }
      guard numbers[child] < moved else { break }
      numbers[index] = numbers[child]
      index = child
    }
    numbers[index] = moved
    return minimum
  }
}
