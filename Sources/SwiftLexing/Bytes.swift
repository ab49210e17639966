// These operators compare bytes of source text with ASCII characters, and match them in patterns.

package func == (byte: UInt8, character: Unicode.Scalar) -> Bool { UInt32(byte) == character.value }
package func != (byte: UInt8, character: Unicode.Scalar) -> Bool { UInt32(byte) != character.value }
package func ~= (character: Unicode.Scalar, byte: UInt8) -> Bool { UInt32(byte) == character.value }

extension ClosedRange<Unicode.Scalar> {
  package static func ~= (range: Self, byte: UInt8) -> Bool { range.contains(Unicode.Scalar(byte)) }
}
