/// The alignment of printed and expected lines with the lowest cost.
struct Alignment {
  /// How well an expected line and a printed one match.
  enum Fit {
    case fits
    /// They differ only in numbers, and in no more than half of them.
    case similar
    /// They differ only in numbers, and in more than half of them.
    case alike
    case differs
  }

  enum Step: Equatable {
    case fit(Int, Int)
    case similar(Int, Int)
    case missing(Int)
    /// A printed line without a matching expected line; `before` is the next expected line.
    case unexpected(Int, before: Int)
    /// An expected line that matches any lines.
    case elision(Int)
    /// A printed line that an elision matches.
    case elided(Int)
  }

  private(set) var steps: [Step] = []

  /// The maximum number of pairs of lines to align; beyond it, all lines count as replaced.
  private static let limit = 4_000_000

  /// Takes all expected lines for replaced by all printed ones.
  init(replacing n: Int, by m: Int) {
    steps = (0..<n).map { .missing($0) } + (0..<m).map { .unexpected($0, before: n) }
  }

  /// Aligns lines.
  ///
  /// - Parameters:
  ///   - elisions: for each expected line, whether it matches any lines.
  ///   - m: the number of printed lines.
  ///   - fit: returns how well an expected and a printed line match, given their indices.
  init(elisions: [Bool], actual m: Int, fit: (Int, Int) -> Fit) {
    let n = elisions.count
    guard n * m <= Self.limit else {
      self = Self(replacing: n, by: m)
      return
    }
    // cost(i, j) is the lowest cost of aligning the expected lines from i on with the printed lines from j on.
    let width = m + 1
    var cost = [Int32](repeating: 0, count: (n + 1) * width)
    var step = [Step](repeating: .missing(0), count: (n + 1) * width)
    for i in stride(from: n, through: 0, by: -1) {
      for j in stride(from: m, through: 0, by: -1) where i < n || j < m {
        let isElision = i < n && elisions[i]
        var best = Int32.max
        func offer(_ offered: Step, _ price: Int32, _ nextI: Int, _ nextJ: Int) {
          let total = cost[nextI * width + nextJ] + price
          if total < best { (best, step[i * width + j]) = (total, offered) }
        }
        if i < n, j < m, !isElision {
          switch fit(i, j) {
          case .fits: offer(.fit(i, j), 0, i + 1, j + 1)
          case .similar: offer(.similar(i, j), 1, i + 1, j + 1)
          case .alike: offer(.similar(i, j), 2, i + 1, j + 1)
          case .differs: break
          }
        }
        if i < n { offer(isElision ? .elision(i) : .missing(i), isElision ? 0 : 2, i + 1, j) }
        if j < m { offer(isElision ? .elided(j) : .unexpected(j, before: i), isElision ? 0 : 2, i, j + 1) }
        cost[i * width + j] = best
      }
    }
    var (i, j) = (0, 0)
    while i < n || j < m {
      let next = step[i * width + j]
      steps.append(next)
      switch next {
      case .fit, .similar: (i, j) = (i + 1, j + 1)
      case .missing, .elision: i += 1
      case .unexpected, .elided: j += 1
      }
    }
  }
}
