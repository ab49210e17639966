import Testing

@testable import LessonTesting

@Suite("The settings of a test target")
struct LessonTestsTests {
  @Test("make one run for each variant, and one without a variant if none is named")
  func variants() {
    #expect(LessonTests().runs.map(\.variant) == [nil])
    #expect(LessonTests(variants: []).runs.map(\.variant) == [nil])
    #expect(LessonTests(variants: [nil, "small"]).runs.map(\.variant) == [nil, "small"])
    let standIn = StandIn(variant: "invented", notice: "the data is missing") { true }
    #expect(LessonTests(standIn: standIn).runs.map(\.variant) == ["invented"])
    #expect(LessonTests(standIn: standIn, variants: [nil]).runs.map(\.variant) == [nil])
  }
}
