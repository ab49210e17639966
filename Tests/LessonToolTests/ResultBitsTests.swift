import Foundation
import Testing

/// `result-bits` prints hashes of hundreds of results, gradients and trained parameters.
@Suite("The bits of the results")
struct ResultBitsTests {
  private func bits(_ environment: [String: String] = [:]) throws -> [Substring] {
    let result = try Program("result-bits").run([], in: CommandTests.root, environment: environment)
    #expect(result.code == 0, "\(result.errors)")
    return result.output.split(separator: "\n")
  }

  @Test(
    "do not depend on the processor's vectors or the number of threads",
    arguments: [["LESSONS_CPU": "avx2"], ["LESSONS_CPU": "any"], ["LESSONS_THREADS": "1"], ["LESSONS_THREADS": "3"]])
  func settings(_ environment: [String: String]) throws {
    let (usual, other) = (try bits(), try bits(environment))
    #expect(usual.count == other.count && usual.count > 900)
    for (a, b) in zip(usual, other) where a != b { Issue.record("\(a), with \(environment): \(b)") }
  }

  #if arch(x86_64)
    /// Recorded before any optimization.
    ///
    /// After a deliberate change of the results, record them again with `result-bits >
    /// Tests/LessonToolTests/Fixtures/result-bits.txt`.
    @Test("are those of the plain loops that the library began with")
    func recorded() throws {
      let file = CommandTests.root.appending(path: "Tests/LessonToolTests/Fixtures/result-bits.txt")
      let recorded = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let now = try bits()
      #expect(now.count == recorded.count)
      // The last bit of these depends on the system's math library.
      let systems = ["log of exp", "randn", "multinomial", "dropout"]
      for (a, b) in zip(now, recorded) where a != b && !systems.contains(where: a.hasPrefix) {
        Issue.record("\(a), recorded: \(b)")
      }
    }
  #endif
}
