import NeuralNetworks
import Tensors
import Testing

@Suite("Checkpoints that are damaged or made to do harm")
struct HostileCheckpointTests {
  /// Headers by a part of the sentence about them; eight bytes follow each.
  private static let refusedHeaders: [(String, String)] = [
    ("byte 0 of the checkpoint's header is not {", #" {}"#),
    ("byte 2 of the checkpoint's header is not a string", #"{ "#),
    ("byte 1 of the checkpoint's header is not a string", #"{x:1}"#),
    ("byte 2 of the checkpoint's header is not the end", #"{}{}"#),
    ("byte 2 of the checkpoint's header is not the end", "{}\0"),
    ("byte 4 of the checkpoint's header is not a colon", #"{"a""#),
    ("byte 4 of the checkpoint's header is not part of a string", #"{"ab"#),
    ("byte 4 of the checkpoint's header is not part of a string", "{\"ab\n\":"),
    ("is not an escape sequence", #"{"\x":"#),
    ("is not an escape sequence", #"{"\"#),
    ("is not an escape sequence of four hexadecimal digits", #"{"\u+123":"#),
    ("is not an escape sequence of four hexadecimal digits", #"{"\u12"#),
    ("is not half of a surrogate pair", #"{"\ud800":"#),
    ("is not half of a surrogate pair", #"{"\ud800\u0041":"#),
    ("is not half of a surrogate pair", #"{"\udc00":"#),
    ("is not {", #"{"__metadata__":1}"#),
    ("is not a string", #"{"__metadata__":{"a":1}}"#),
    (#"has the name "a" twice: give each its own"#, #"{"__metadata__":{"a":"","a":""}}"#),
    (#"has the name "__metadata__" twice"#, #"{"__metadata__":{},"__metadata__":{}}"#),
    (#"what it says of "a", is not {"#, #"{"a":[[[[[[[["#),
    (#"what it says of "a", is not after one each of"#, entry("a", more: #","x":1"#)),
    (#"what it says of "a", is not after one each of"#, entry("a", more: #","dtype":"F32""#)),
    (#"what it says of "a", is not after "dtype""#, #"{"a":{"dtype":"F32","shape":[2]}}"#),
    (#"what it says of "a", is not after "dtype""#, entry("a", offsets: "0")),
    (#"what it says of "a", is not after "dtype""#, entry("a", offsets: "0,4,8")),
    ("is not an integer from 0 to", entry("a", shape: "-1")),
    ("is not a comma or ]", entry("a", shape: "2.0")),
    ("is not a comma or ]", entry("a", shape: "1e9")),
    ("is not a comma or ]", entry("a", shape: "02")),
    ("is not an integer from 0 to", entry("a", shape: "2,")),
    ("is not an integer from 0 to", entry("a", shape: "[2]")),
    ("is not a comma or ]", entry("a", shape: "99999999999999999999")),
    (#"has the name "a" twice"#, #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},\#(entry("a").dropFirst())"#),
    (#"the tensor "a" has the dtype "F16", which cannot be read: save it as F32"#, entry("a", "F16", shape: "4")),
    (#"the tensor "a" has a shape of 8 dimensions"#, entry("a", shape: "1,1,1,1,1,1,1,2")),
    (#"the tensor "a" has a shape of 1 dimensions, [2147483648], which is too large"#, entry("a", shape: "2147483648")),
    ("which is too large", entry("a", shape: "65536,65536")),
    ("which is too large", entry("a", shape: "2147483647,2147483647,2147483647")),
    ("has the bytes from 0 to 10737418240, but needs 8: ", entry("a", offsets: "0,10737418240")),
    ("has the bytes from 8 to 0, but needs 8: ", entry("a", offsets: "8,0")),
    ("has the bytes from 0 to 7, but needs 8: ", entry("a", offsets: "0,7")),
    ("has the bytes from 1 to 9223372036854775807, but needs 8", entry("a", offsets: "1,9223372036854775807")),
    (#"the tensor "a" starts at byte 1, not at 0 where the one before ends"#, entry("a", offsets: "1,9")),
    (#"the tensor "b" starts at byte 4, not at 8"#, entry("a", next: entry("b", shape: "1", offsets: "4,8"))),
    (#"the tensor "b" starts at byte 9, not at 8"#, entry("a", next: entry("b", "BOOL", shape: "1", offsets: "9,10"))),
    ("8 bytes follow the checkpoint's header, but its tensors have 4", entry("a", shape: "1", offsets: "0,4")),
    ("8 bytes follow the checkpoint's header, but its tensors have 16", entry("a", shape: "4", offsets: "0,16")),
    ("8 bytes follow the checkpoint's header, but its tensors have 0", "{}"),
    (#"of booleans holds the byte 2, which is neither 0 nor 1"#, entry("a", "BOOL", shape: "8")),
    (#"the tensor "\u{1B}[2J" has the dtype"#, entry("\\u001b[2J", "F64", shape: "1")),
  ]

  private static func entry(
    _ name: String, _ type: String = "F32", shape: String = "2", offsets: String = "0,8", more: String = "",
    next: String? = nil
  ) -> String {
    let entry = #""\#(name)":{"dtype":"\#(type)","shape":[\#(shape)],"data_offsets":[\#(offsets)]\#(more)}"#
    return "{\(entry)\(next.map { ",\($0.dropFirst())" } ?? "}")"
  }

  private static func file(_ header: [UInt8], length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + header + [0, 1, 0, 1, 1, 1, 2, 1]
  }

  private func sentence(_ bytes: [UInt8]) -> String {
    let error = #expect(throws: Checkpoint.Failure.self) { try Checkpoint(bytes: bytes) }
    return error?.description ?? ""
  }

  @Test("are refused with a sentence", arguments: refusedHeaders)
  func refused(_ part: String, _ header: String) {
    let sentence = sentence(Self.file(Array(header.utf8)))
    #expect(sentence.contains(part), "\(sentence)")
  }

  @Test("Blanks, escapes and any order of members are read")
  func allowed() throws {
    let header =
      #"{ "\u0061\ud83d\ude00\/" :{"data_offsets" : [ 0 , 8 ], "shape":[ ], "dtype":"I64"} , "__metadata__" : { } } "#
    let checkpoint = try Checkpoint(bytes: Self.file(Array(header.utf8)))
    #expect(checkpoint.names == ["a😀/"])
    #expect(checkpoint["a😀/"]?.item(as: Int.self) == 0x0102_0101_0100_0100)
  }

  @Test(
    "A header that is too long, too short or no UTF-8 is refused", arguments: [0, 1, 11, 1 << 40, 100_000_001, .max])
  func length(_ length: UInt64) {
    #expect(
      sentence(Self.file([0x7b, 0x7d], length: length)).contains("header cannot have \(length) bytes, with 18 bytes"))
  }

  @Test("Too few bytes, and bytes that are no UTF-8, are refused")
  func bytes() {
    #expect(sentence([1, 2, 3]).contains("3 bytes are too few"))
    #expect(sentence([]).contains("0 bytes are too few"))
    #expect(sentence(Self.file([0x7b, 0x22, 0xff, 0x22])).contains("is not part of UTF-8"))
  }

  @Test("A name that is reserved stops nothing when a part is taken")
  func reserved() throws {
    let checkpoint = try Checkpoint(bytes: Self.file(Array(Self.entry("a.__metadata__").utf8)))
    #expect(checkpoint.part("a").names.isEmpty)
  }
}
