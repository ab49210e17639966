#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// Replaces the 624 states of mt19937 by the next ones.
CK_KERNEL(void, twist, (uint32_t *state))

// out[i] = the low 24 bits of the draw that a state gives, times 2^-24.
CK_KERNEL(void, uniform, (const uint32_t *state, float *out, size_t count))

// values[i] = values[i] * scale + shift, rounded once.
CK_KERNEL(void, scale_shift, (float *values, float scale, float shift, size_t count))

// out[i] = -log1p(-u) in double, then rounded, where u is the low 53 bits of a draw, times 2^-53. PyTorch: exponential_distribution.
CK_KERNEL(void, exponential, (const uint64_t *draws, float *out, size_t count))

#pragma clang assume_nonnull end
#else

// The next 624 states of mt19937 (Matsumoto and Nishimura, 1998). A state depends only on one 227 places before it, so
// the loops below can be vectorised.
CK_INLINE uint32_t ck_twisted(uint32_t distant, uint32_t here, uint32_t following) {
  const uint32_t y = (here & 0x80000000u) | (following & 0x7fffffffu);
  return distant ^ (y >> 1) ^ (-(following & 1u) & 0x9908b0dfu);
}

static void ck_loop_twist(uint32_t *state) {
  uint32_t old[624];
  memcpy(old, state, sizeof old);
  for (int i = 0; i < 227; i++) state[i] = ck_twisted(old[i + 397], old[i], old[i + 1]);
  for (int start = 227; start < 623; start += 198)
    for (int i = start; i < start + 198; i++) state[i] = ck_twisted(state[i - 227], old[i], old[i + 1]);
  state[623] = ck_twisted(state[396], old[623], state[0]);
}

static void ck_loop_uniform(const uint32_t *state, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t y = state[i];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    y ^= y >> 18;
    out[i] = (float)(int32_t)(y & 0xffffffu) * 0x1p-24f;
  }
}

static void ck_loop_scale_shift(float *values, float scale, float shift, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = __builtin_fmaf(values[i], scale, shift);
}

// Logarithms of numbers from 2^-53 to 1, with a relative error below 2^-47.
CK_INLINE ck_doubles ck_approximate_log(ck_doubles x) {
  // x = m * 2^exponent, where m lies between the roots of 1/2 and 2; log m = 2 * artanh(s).
  const int64_t root = 0x3fe6a09e667f3bcd;
  const ck_longs exponent = ((ck_longs)x - root) >> 52;
  const ck_doubles m = (ck_doubles)((ck_longs)x - exponent * ((int64_t)1 << 52));
  const ck_doubles s = (m - 1.0) / (m + 1.0), z = s * s;
  ck_doubles p = {0};
#pragma clang loop unroll(full)
  for (int k = 17; k > 1; k -= 2) p = p * z + 2.0 / k;
  return __builtin_convertvector(exponent, ck_doubles) * 0.6931471805599453 + (2.0 * s + s * z * p);
}

// An approximate logarithm is enough where its whole error interval rounds to one float. For the others, one number in a million, the
// system's logarithm decides, as it does in PyTorch.
static void ck_loop_exponential(const uint64_t *draws, float *out, size_t count) {
  for (size_t i = 0; i < count; i += 16) {
    const size_t part = count - i < 16 ? count - i : 16;
    ck_longs bits = {0};
    memcpy(&bits, draws + i, part * sizeof *draws);
    const ck_doubles u = __builtin_convertvector(bits & (((int64_t)1 << 53) - 1), ck_doubles) * 0x1p-53;
    const ck_doubles y = 0.0 - ck_approximate_log(1.0 - u), error = y * 0x1p-45;
    ck_sixteen numbers = __builtin_convertvector(y - error, ck_sixteen);
    const ck_sixteen most = __builtin_convertvector(y + error, ck_sixteen);
    if (memcmp(&numbers, &most, sizeof most))
      for (size_t lane = 0; lane < 16; lane++)
        if (numbers[lane] != most[lane]) numbers[lane] = (float)-log1p(-u[lane]);
    memcpy(out + i, &numbers, part * sizeof *out);
  }
}

#endif
