import CKernels
import Foundation
import Testing

let kernels = ck_kernels().pointee

/// Numbers that are the same in each run.
func numbers(_ count: Int, seed: UInt64 = 1, in range: ClosedRange<Float> = -4...4) -> [Float] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Float(state >> 40) / Float(1 << 24) * (range.upperBound - range.lowerBound)
  }
}

/// Runs a kernel that fills an array.
func filled(_ count: Int, _ kernel: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
  var out = [Float](repeating: .nan, count: count)
  out.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { kernel(base) } }
  return out
}

@Suite("A kernel gives what plain Swift gives")
struct KernelTests {
  @Test(
    "for products of factors in any order",
    arguments: [
      (1, 1, 1), (3, 4, 5), (17, 65, 33), (2, 0, 3), (64, 64, 64), (1, 1000, 1), (13, 300, 70), (50, 129, 16),
      (1, 65, 200), (1, 3, 70), (1, 300, 67), (9, 7, 40), (10, 66, 24), (11, 18, 9), (200, 270, 100), (197, 20, 99),
    ])
  func matmul(_ rows: Int, _ inner: Int, _ columns: Int) {
    let (a, b) = (numbers(rows * inner), numbers(inner * columns, seed: 2))
    // The same matrices in column-major order.
    let aTransposed = (0..<inner).flatMap { k in (0..<rows).map { a[$0 * inner + k] } }
    let bTransposed = (0..<columns).flatMap { column in (0..<inner).map { b[$0 * columns + column] } }
    // In the kernel's order, with one rounding a step.
    let expected = (0..<rows * columns).map { place in
      (0..<inner).reduce(Float(0)) {
        $0.addingProduct(a[place / columns * inner + $1], b[$1 * columns + place % columns])
      }
    }
    let (bias, before) = (numbers(columns, seed: 3), numbers(rows * columns, seed: 4))
    for (x, xRow, xInner) in [(a, inner, 1), (aTransposed, 1, rows)] {
      for (y, yInner, yColumn) in [(b, columns, 1), (bTransposed, 1, inner)] {
        func product(_ bias: [Float]?) -> [Float] {
          filled(rows * columns) {
            kernels.matmul(x, xRow, xInner, y, yInner, yColumn, bias, $0, columns, rows, inner, columns, 0)
          }
        }
        #expect(product(nil) == expected)
        #expect(product(bias) == expected.enumerated().map { $1 + bias[$0 % columns] })
        guard inner <= Int(CK_MOST_INNER_ADDED) else { continue }
        var sums = before
        kernels.matmul(x, xRow, xInner, y, yInner, yColumn, nil, &sums, columns, rows, inner, columns, 1)
        #expect(sums == zip(before, expected).map { $0 + $1 })
      }
    }
  }

  @Test("for sums and products of tables, rows, columns and numbers", arguments: [(1, 1), (3, 5), (7, 33), (2, 100)])
  func binary(_ rows: Int, _ columns: Int) {
    let (x, y) = (numbers(rows * columns), numbers(rows * columns, seed: 2))
    for (xRow, xStep, yRow, yStep) in [
      (columns, 1, columns, 1), (columns, 1, 0, 1), (columns, 1, 1, 0), (columns, 1, 0, 0), (0, 1, columns, 1),
      (1, 0, 0, 1),
    ] {
      let pairs = (0..<rows * columns).map {
        (x[$0 / columns * xRow + $0 % columns * xStep], y[$0 / columns * yRow + $0 % columns * yStep])
      }
      let run = {
        (
          kernel:
            @convention(c) (
              UnsafePointer<Float>, Int, Int32, UnsafePointer<Float>, Int, Int32, UnsafeMutablePointer<Float>, Int, Int
            ) -> Void
        ) in
        filled(rows * columns) { kernel(x, xRow, Int32(xStep), y, yRow, Int32(yStep), $0, rows, columns) }
      }
      #expect(run(kernels.add) == pairs.map { $0 + $1 })
      #expect(run(kernels.subtract) == pairs.map { $0 - $1 })
      #expect(run(kernels.multiply) == pairs.map { $0 * $1 })
      #expect(run(kernels.divide) == pairs.map { $0 / $1 })
    }
  }

  @Test("for rows that are taken and added", arguments: [1, 3, 16, 65])
  func rows(_ columns: Int) {
    let table = numbers(10 * columns)
    let places = [3, 0, 9, 3, 3, 1]
    let taken = filled(6 * columns) { kernels.gather(table, places, $0, 6, columns) }
    #expect(taken == places.flatMap { table[$0 * columns..<($0 + 1) * columns] })
    var sums = [Float](repeating: 0, count: 10 * columns)
    kernels.scatter_add(taken, places, &sums, 6, columns)
    for column in 0..<columns {
      let x = table[3 * columns + column]
      #expect(sums[3 * columns + column] == x + x + x)
      #expect(sums[5 * columns + column] == 0)
    }
  }

  @Test("for copies of rows at any distance", arguments: [1, 7, 16, 65, 200])
  func copies(_ columns: Int) {
    let x = numbers(5 * (columns + 3))
    for shift in 0..<3 {
      var y = [Float](repeating: 0, count: 5 * (columns + 2) + shift)
      y.withUnsafeMutableBufferPointer { y in
        if let start = y.baseAddress { kernels.copy_rows(x, columns + 3, start + shift, columns + 2, 5, columns) }
      }
      var expected = [Float](repeating: 0, count: shift)
      for row in 0..<5 {
        let start = row * (columns + 3)
        expected += x[start..<start + columns]
        expected += [0, 0]
      }
      #expect(y == expected)
    }
  }

  @Test("for sums of all numbers", arguments: [0, 1, 15, 16, 33, 64, 1000])
  func sum(_ count: Int) {
    let x = numbers(count)
    #expect(abs(kernels.sum(x, count) - x.reduce(0) { $0 + Double($1) }) <= 1e-12)
  }

  @Test("for maxima and their indices, NaN being the maximum", arguments: [1, 3, 15, 16, 17, 65, 100])
  func max(_ columns: Int) {
    for place in [nil, 0, columns / 2, columns - 1] {
      var x = numbers(4 * columns)
      if let place { x[2 * columns + place] = .nan }
      x[3 * columns..<4 * columns] = ArraySlice(repeating: -.infinity, count: columns)
      let rows = (0..<4).map { Array(x[$0 * columns..<($0 + 1) * columns]) }
      let isLarger = { (a: Float, b: Float) in a > b || (a.isNaN && !b.isNaN) }
      let places = rows.map { row in row.indices.reduce(0) { isLarger(row[$1], row[$0]) ? $1 : $0 } }
      var found = [Int](repeating: -1, count: 4)
      kernels.argmax(x, &found, 4, columns)
      #expect(found == places)
      let expected = zip(rows, places).map { row, place in row[place].isNaN ? -1 : row[place] }
      #expect(filled(4) { kernels.max_columns(x, $0, 4, columns) }.map { $0.isNaN ? -1 : $0 } == expected)
      let ofRows = filled(columns) { kernels.max_rows(x, $0, 1, 4, columns) }
      for column in 0..<columns {
        let numbers = rows.map { $0[column] }
        #expect(numbers.contains(where: \.isNaN) ? ofRows[column].isNaN : ofRows[column] == numbers.max())
      }
    }
  }

  @Test("for numbers that are brought into a range, NaN staying", arguments: [1, 15, 16, 35])
  func clamp(_ count: Int) {
    var x = numbers(count)
    x[count / 2] = .nan
    let gradient = numbers(count, seed: 2)
    let clamped = filled(count) { kernels.clamp(x, -0.5, 0.25, $0, count) }
    let backward = filled(count) { kernels.clamp_backward(x, gradient, -0.5, 0.25, $0, count) }
    for i in x.indices {
      #expect(x[i].isNaN ? clamped[i].isNaN : clamped[i] == Swift.min(Swift.max(x[i], -0.5), 0.25))
      #expect(backward[i] == ((-0.5...0.25).contains(x[i]) ? gradient[i] : 0))
    }
  }

  @Test("for exponentials, within one unit of the last place")
  func exponential() {
    let x = numbers(5000, in: -100...88) + [0, -0.0, 1, -104, -103, 89, 200, .infinity, -.infinity]
    let y = filled(x.count) { kernels.exp(x, $0, x.count) }
    for (x, y) in zip(x, y) {
      let expected = Float(exp(Double(x)))
      #expect(y == expected || abs(y - expected) <= expected.ulp, "exp(\(x)) = \(y), not \(expected)")
    }
    #expect(filled(1) { kernels.exp([.nan], $0, 1) }[0].isNaN)
  }

  @Test("for numbers of the exponential distribution, to the bit, also near the middle between two floats")
  func exponentialDistribution() {
    var draws: [UInt64] = [0, 1, 2, 1 << 52, (1 << 53) - 1, (1 << 53) - 2, 1 << 53, .max]
    for number in numbers(10_000, in: 0.01...4) {
      let middle = Double(number) + Double(number.ulp) / 2
      draws.append(UInt64(-expm1(-middle) * 0x1p53))
    }
    var state: UInt64 = 1
    for _ in 0..<1_000_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      draws.append(state ^ state >> 32)
    }
    let expected = draws.map { Float(-log1p(-Double($0 & (1 << 53 - 1)) * 0x1p-53)) }
    for count in [1, 15, 16, 17, 65, draws.count] {
      let y = filled(count) { kernels.exponential(draws, $0, count) }
      #expect(y.map(\.bitPattern) == expected[..<count].map(\.bitPattern))
    }
  }

  @Test("for softmax and its logarithm", arguments: [(1, 1), (3, 5), (4, 16), (2, 65), (5, 100), (70, 65), (2, 5000)])
  func softmax(_ rows: Int, _ columns: Int) {
    let x = numbers(rows * columns)
    let shares = filled(x.count) { kernels.softmax(x, $0, rows, columns) }
    let logarithms = filled(x.count) { kernels.log_softmax(x, $0, rows, columns) }
    for row in 0..<rows {
      let values = x[row * columns..<(row + 1) * columns].map { Double($0) }
      let sum = values.reduce(0) { $0 + exp($1) }
      for column in 0..<columns {
        let expected = exp(values[column]) / sum
        #expect(abs(Double(shares[row * columns + column]) - expected) <= 1e-6)
        #expect(abs(Double(logarithms[row * columns + column]) - log(expected)) <= 1e-5)
      }
    }
  }

  @Test("for a row with a NaN or an infinite number: NaN", arguments: [3, 10, 20, 65, 5000], [Float.nan, .infinity])
  func undefined(_ columns: Int, _ number: Float) {
    for place in [0, columns / 2, columns - 1] {
      var x = numbers(3 * columns)
      x[columns + place] = number
      let isRow = { (index: Int) in index / columns == 1 }
      let shares = filled(x.count) { kernels.softmax(x, $0, 3, columns) }
      let logarithms = filled(x.count) { kernels.log_softmax(x, $0, 3, columns) }
      #expect(shares.indices.allSatisfy { shares[$0].isNaN == isRow($0) })
      #expect(logarithms.indices.allSatisfy { logarithms[$0].isNaN == isRow($0) })
      let sums = filled(6) { kernels.max_and_log_sum_exp(x, $0, $0 + 3, 3, columns) }
      #expect(sums[4].isNaN)
    }
  }

  @Test("for the loss and its gradient", arguments: [(1, 3), (32, 65), (33, 5), (300, 2), (2, 5000)])
  func crossEntropy(_ rows: Int, _ columns: Int) {
    let x = numbers(rows * columns)
    let logarithms = filled(x.count) { kernels.log_softmax(x, $0, rows, columns) }
    let targets = (0..<rows).map { $0 * 7 % columns }
    let loss = -targets.indices.reduce(0.0) { $0 + Double(logarithms[$1 * columns + targets[$1]]) } / Double(rows)
    let sums = filled(2 * rows) { kernels.max_and_log_sum_exp(x, $0, $0 + rows, rows, columns) }
    let (maxima, sumLogarithms) = (Array(sums[..<rows]), Array(sums[rows...]))
    #expect(abs(Double(ck_nll_mean(x, maxima, sumLogarithms, targets, rows, columns)) - loss) <= 1e-5)
    let gradient = filled(x.count) {
      kernels.cross_entropy_backward(x, maxima, sumLogarithms, targets, 2, $0, rows, columns, rows)
    }
    for index in x.indices {
      let isTarget = targets[index / columns] == index % columns
      let expected = (exp(Double(logarithms[index])) - (isTarget ? 1 : 0)) * 2 / Double(rows)
      #expect(abs(Double(gradient[index]) - expected) <= 1e-6)
    }
  }

  @Test("for normal numbers")
  func normal() {
    let uniform = numbers(4096, in: 0...0.999_999)
    var values = uniform
    values.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { kernels.normal_fill(base, $0.count) } }
    for block in stride(from: 0, to: uniform.count, by: 16) {
      for index in block..<block + 8 {
        let radius = (-2 * log(1 - Double(uniform[index]))).squareRoot()
        let angle = 2 * Double.pi * Double(uniform[index + 8])
        #expect(abs(Double(values[index]) - radius * cos(angle)) <= 3e-6)
        #expect(abs(Double(values[index + 8]) - radius * sin(angle)) <= 3e-6)
      }
    }
  }

  @Test("for a step of AdamW")
  func adamW() {
    let (x, gradient, first, second) = (
      numbers(100), numbers(100, seed: 2), numbers(100, seed: 3), numbers(100, seed: 4, in: 0...2)
    )
    let params = ck_adamw_params(
      decay: 0.999, first_weight: 0.1, second_beta: 0.99, second_weight: 0.01, second_correction: 0.5,
      epsilon: 1e-8,
      step: -0.01)
    var (values, m, v) = (x, first, second)
    values.withUnsafeMutableBufferPointer { values in
      m.withUnsafeMutableBufferPointer { m in
        v.withUnsafeMutableBufferPointer { v in
          if let x = values.baseAddress, let m = m.baseAddress, let v = v.baseAddress {
            kernels.adamw_step(x, gradient, m, v, 100, params)
          }
        }
      }
    }
    for i in x.indices {
      let expectedM = first[i] + 0.1 * (gradient[i] - first[i])
      let expectedV = second[i] * 0.99 + 0.01 * gradient[i] * gradient[i]
      let expected = x[i] * 0.999 - 0.01 * expectedM / (expectedV.squareRoot() / 0.5 + 1e-8)
      #expect(abs(m[i] - expectedM) <= 1e-6 && abs(v[i] - expectedV) <= 1e-6 && abs(values[i] - expected) <= 1e-6)
    }
  }
}
