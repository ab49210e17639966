import LessonRuntime

/// Thrown dice in a row.
struct DiceRow: FigureConvertible {
  var faces: [Int]

  var figure: Figure {
    let dice = faces.enumerated().map { index, face in
      """
      <rect x="\(40 * index + 4)" y="4" width="32" height="32" rx="6" fill="none" stroke="gray"/>
      <text x="\(40 * index + 20)" y="26" text-anchor="middle" fill="gray">\(face)</text>
      """
    }
    let size = "width=\"\(40 * faces.count)\" height=\"40\""
    return .drawing(
      Drawing(
        "dice: \(faces.map(String.init).joined(separator: ", "))",
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size)>\(dice.joined())</svg>",
        text: faces.map { "[\($0)]" }.joined(separator: " ")))
  }
}
