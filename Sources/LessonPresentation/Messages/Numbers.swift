/// Returns a positive number in scientific notation with two digits, such as `1.9e-3`.
func scientific(_ number: Double) -> String {
  guard number.isFinite, number > 0 else { return "\(number)" }
  var exponent = 0
  var mantissa = number
  while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
  var tenths = Int((mantissa * 10).rounded())
  if tenths == 100 { (tenths, exponent) = (10, exponent + 1) }
  return "\(tenths / 10).\(tenths % 10)e\(exponent)"
}

/// Returns a number as a person would write it in a lesson, such as `1e-4`.
func shortest(_ number: Double) -> String {
  let text = "\(number)"
  return text.contains("e")
    ? text.replacing("e-0", with: "e-")
    : number < 0.01 && number > 0 ? scientific(number).replacing(".0e", with: "e") : text
}
