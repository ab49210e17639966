// ASCII characters as patterns for the bytes of a source text.

package func == (byte: UInt8, character: Unicode.Scalar) -> Bool { UInt32(byte) == character.value }
package func != (byte: UInt8, character: Unicode.Scalar) -> Bool { UInt32(byte) != character.value }
package func ~= (character: Unicode.Scalar, byte: UInt8) -> Bool { UInt32(byte) == character.value }

extension ClosedRange<Unicode.Scalar> {
  package static func ~= (range: Self, byte: UInt8) -> Bool { range.contains(Unicode.Scalar(byte)) }
}
