#if os(Linux)
  import Foundation
  import NeuralNetworks
  import Tensors
  import Testing

  @Suite("The memory of training")
  struct MemoryTests {
    @Test("does not grow with the steps of the bigram model")
    func bigram() async {
      // In a process of its own, where no other test takes memory meanwhile.
      await #expect(processExitsWith: .success) {
        #if DEBUG
          let steps = 5_000
        #else
          let steps = 100_000
        #endif
        var generator = Generator(seed: 1337)
        let table = Embedding(65, 65, using: &generator)
        let optimizer = AdamW(table.parameters)
        var before = 0
        for step in 0..<steps {
          if step == 1000 { before = residentBytes() }
          let tokens = Tensor.randint(0..<65, [32, 9], using: &generator)
          let logits = table(tokens[0..., ..<8]).reshaped([-1, 65])
          let loss = logits.crossEntropy(tokens[0..., 1...].reshaped([-1]))
          optimizer.zeroGradients()
          loss.backward()
          optimizer.step()
        }
        let growth = residentBytes() - before
        guard growth < 5 << 20 else { fatalError("memory has grown by \(growth) bytes") }
      }
    }
  }

  private func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4096
  }
#endif
