import Corpora
import NeuralNetworks
import SmallGPT
import Testing

/// What PyTorch gives: as it computes on the machine that made the fixture, with narrower vectors, and in double precision.
struct LectureFixture: Decodable {
  struct Run: Decodable {
    var losses: String
    var estimates: String
  }

  var count: Int
  var sample: String
  var usual: Run
  var avx2: Run
  var sse: Run
  var float64: Run

  var runs: [Run] { [usual, avx2, sse, float64] }
}

@Suite("The lecture's GPT, beside PyTorch")
struct LectureTests {
  @Test(
    "gives PyTorch's losses for 200 steps of tinyshakespeare, and its text",
    .enabled(if: DataSet.tinyShakespeare.locate() != nil, "needs tinyshakespeare"))
  func tinyShakespeare() throws {
    try compare(Corpus(.tinyShakespeare).text, with: fixture("lecture"))
  }

  @Test("gives PyTorch's losses for 200 steps of the stand-in play, and its text")
  func standIn() throws { try compare(Corpus.standIn.text, with: fixture("lecture-stand-in")) }

  private func compare(_ text: String, with fixture: LectureFixture) throws {
    let tokenizer = CharacterTokenizer(text)
    let lecture = Lecture(tokens: try tokenizer.encode(text), vocabulary: tokenizer.vocabulary.count)
    #expect(lecture.model.parameterCount == fixture.count)
    var losses: [Float] = []
    var estimates: [Float] = []
    func estimate() {
      let (training, validation) = lecture.estimates()
      estimates += [training, validation]
    }
    for step in 0..<200 {
      if step % Lecture.interval == 0 { estimate() }
      losses.append(lecture.step())
    }
    estimate()

    for (step, expected) in floats(fixture.usual.losses).prefix(50).enumerated() {
      let tolerance: Float = step == 0 ? 1e-6 : 1e-5
      #expect(abs(losses[step] / expected - 1) <= tolerance, "step \(step): \(losses[step]) \(expected)")
    }
    // Rounding then drives PyTorch's own runs apart, by as much as these limits, so the nearest of them counts.
    expect(losses, in: fixture.runs.map(\.losses), within: 3e-4)
    expect(estimates, in: fixture.runs.map(\.estimates), within: 1e-4)
    #expect(try tokenizer.decode(lecture.sample(100)) == fixture.sample)
  }

  private func expect(_ numbers: [Float], in runs: [String], within tolerance: Float) {
    let runs = runs.map(floats)
    #expect(runs.allSatisfy { $0.count == numbers.count })
    for (index, number) in numbers.enumerated() {
      let distances = runs.map { abs(number / $0[index] - 1) }
      #expect(distances.contains { $0 <= tolerance }, "number \(index): \(number), off by \(distances)")
    }
  }
}
