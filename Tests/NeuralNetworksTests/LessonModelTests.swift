import Corpora
import Foundation
import NeuralNetworks
import SmallGPT
import Tensors
import Testing

@Suite("The lessons' models, as benchmarks have them")
struct LessonModelTests {
  @Test("have as many parameters as the lessons say", arguments: [(7, 7553), (8, 7553), (9, 15905), (11, 209729)])
  func counts(lesson: Int, count: Int) {
    var generator = Generator(seed: 1337)
    #expect(LessonModel(.lesson(lesson), using: &generator).parameterCount == count)
  }

  @Test("write what lesson 11 has recorded, with a cache, too")
  func text() throws {
    var generator = Generator(seed: 1337)
    let model = LessonModel(.lesson(11), using: &generator)
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Lessons/Checkpoints/gpt.safetensors").standardized.path
    let checkpoint = try Checkpoint(contentsOf: path)
    try model.load(checkpoint)
    let tokenizer = CharacterTokenizer(checkpoint.metadata["vocabulary"] ?? "")
    generator = Generator(seed: 1337)
    let text = try tokenizer.decode(model.write(32, using: &generator))
    #expect(text.hasPrefix("\nCOELIXENES:\nThe Eings roling"), "\(text.debugDescription)")
    generator = Generator(seed: 1337)
    #expect(try tokenizer.decode(model.writeCached(32, using: &generator)) == text)
  }
}
