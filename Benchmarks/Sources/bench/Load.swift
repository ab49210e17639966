import Foundation

/// The share of the processors' time that others take, over half a second; nil where the system does not tell.
func load() -> Double? {
  func ticks() -> (busy: Double, all: Double)? {
    guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else { return nil }
    let numbers = text.split(separator: "\n")[0].split(separator: " ").dropFirst().compactMap { Double($0) }
    guard numbers.count > 4 else { return nil }
    let all = numbers.reduce(0, +)
    return (all - numbers[3] - numbers[4], all)
  }
  guard let before = ticks() else { return nil }
  Thread.sleep(forTimeInterval: 0.5)
  guard let after = ticks() else { return nil }
  return (after.busy - before.busy) / max(1, after.all - before.all)
}
