extension Generator {
  /// Which builds of PyTorch a stream follows: they draw the same bits, but do not all make the same numbers of them.
  public enum Build: String, Sendable {
    /// Builds for x86, those of now and those before 1.13: two draws for a number of the exponential distribution; numbers
    /// are brought into a range with one rounding, and normal numbers are made with polynomials.
    case x86
    /// Builds for x86 from about 1.13 to 2.5, with Intel's Math Kernel Library: one draw for all exponential numbers of a call.
    case mkl
    /// Builds for Arm, as on a Mac: two draws for an exponential number; two roundings into a range, and normal numbers made with
    /// the system's logarithm, sine and cosine.
    case arm
  }
}
