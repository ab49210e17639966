import Foundation
import LessonRuntime
import Testing

/// The texts of a tuple's items, and of the tuple in IPython.
struct TupleCase: Decodable, Sendable, CustomTestStringConvertible {
  var items: [String]
  var text: String

  var testDescription: String { items.joined(separator: ", ") }

  static let all: [TupleCase] = {
    struct Cases: Decodable { var cases: [TupleCase] }
    let file = URL(filePath: #filePath).appending(path: "../../TensorsTests/Fixtures/tuples.json").standardized
    let cases = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Cases.self, from: $0) }
    return cases?.cases ?? []
  }()
}

@Suite("A shown tuple")
struct TupleTests {
  private struct Item: CustomStringConvertible {
    var description: String
  }

  @Test("is laid out as in a notebook", arguments: TupleCase.all)
  func layout(_ test: TupleCase) {
    let items = test.items.map { Item(description: $0) }
    let shown: String? =
      switch items.count {
      case 2: shownText((items[0], items[1]))
      case 3: shownText((items[0], items[1], items[2]))
      default: shownText((items[0], items[1], items[2], items[3], items[4]))
      }
    #expect(shown == test.text)
  }

  @Test("All ten cases are read")
  func count() { #expect(TupleCase.all.count == 10) }
}
