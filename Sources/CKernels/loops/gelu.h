#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[i] = x * (1 + erf(x / sqrt(2))) / 2; `out` may be `values`. PyTorch: F.gelu, which calls oneDNN (eltwise_gelu_erf).
CK_KERNEL(void, gelu, (const float *values, float *out, size_t count))
// out[i] = the gradient times gelu's derivative at the value.
CK_KERNEL(void, gelu_backward, (const float *values, const float *gradient, float *out, size_t count))

// out[i] = x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2; `out` may be `values`. PyTorch: F.gelu(x, approximate='tanh').
CK_KERNEL(void, gelu_by_tanh, (const float *values, float *out, size_t count))
// out[i] = the gradient times gelu_by_tanh's derivative at the value.
CK_KERNEL(void, gelu_by_tanh_backward, (const float *values, const float *gradient, float *out, size_t count))

#pragma clang assume_nonnull end
#else

CK_INLINE ck_vector ck_gelu(ck_vector x) { return x * (1.0f + ck_erf_of_root(x)) * 0.5f; }

// e^x for x <= 0 or NaN as oneDNN computes it: with errors of some units in the last place, and 0 where it lies below the normal range.
CK_INLINE ck_vector ck_rough_expf(ck_vector x) {
  const ck_vector least = ck_spread(-0x1.5d58ap6f);
  const ck_integers is_zero = x < least;
  x = ck_select(is_zero, least, x);
  const ck_vector q = __builtin_elementwise_floor(x * 0x1.715476p0f + 0.5f);
  const ck_vector r = ck_fma(q, ck_spread(-0x1.62e43p-1f), x);
  ck_vector u = ck_spread(0x1.0f9f9cp-7f);
  u = ck_fma(u, r, ck_spread(0x1.573a1ap-5f));
  u = ck_fma(u, r, ck_spread(0x1.555a8p-3f));
  u = ck_fma(u, r, ck_spread(0x1.fffdc6p-2f));
  u = ck_fma(u, r, ck_spread(0x1.fffff6p-1f));
  u = ck_fma(u, r, ck_spread(1.0f));
  const ck_integers scale = (__builtin_convertvector(q, ck_integers) + 126) << 23;
  return u * (ck_vector)(scale & ~is_zero) * 2.0f;
}

// x times the density, plus the probability, in which erf is Abramowitz and Stegun's 7.1.26, as in oneDNN: its error is up to 1.5e-7. Where
// the sum is small, that is many units in its last place, and a more exact formula would give other digits than PyTorch.
CK_INLINE ck_vector ck_gelu_slope(ck_vector values, ck_vector gradient) {
  const ck_vector x = values * 0x1.6a09e6p-1f;
  const ck_integers sign = (ck_integers)x & INT32_MIN;
  const ck_vector q = ck_rough_expf(-(x * x));
  const ck_vector t = x * 0x1.20dd74p-1f * q;
  const ck_vector w = 1.0f / ck_fma((ck_vector)((ck_integers)x ^ sign), ck_spread(0x1.4f740ap-2f), ck_spread(1.0f));
  ck_vector r = ck_spread(0x1.0fb844p0f);
  r = ck_fma(r, w, ck_spread(-0x1.7401c6p0f));
  r = ck_fma(r, w, ck_spread(0x1.6be1c6p0f));
  r = ck_fma(r, w, ck_spread(-0x1.23531cp-2f));
  r = ck_fma(r, w, ck_spread(0x1.04f20cp-2f));
  const ck_vector erf = (ck_vector)((ck_integers)ck_fma(-q * w, r, ck_spread(1.0f)) ^ sign);
  return ck_fma(erf, ck_spread(0.5f), t + 0.5f) * gradient;
}

CK_INLINE ck_vector ck_gelu_tanh(ck_vector x) {
  return ck_tanh_below(ck_fma(x * x * x, ck_spread(0.044715f), x) * 0.797884583f, 8.664339742f);
}

CK_INLINE ck_vector ck_gelu_by_tanh(ck_vector x) { return 0.5f * x * (1.0f + ck_gelu_tanh(x)); }

CK_INLINE ck_vector ck_gelu_by_tanh_slope(ck_vector x, ck_vector gradient) {
  const ck_vector tanh = ck_gelu_tanh(x), one = ck_spread(1.0f);
  const ck_vector inner = ck_fma(ck_spread(3.0f * 0.044715f), x * x, one) * 0.797884583f;
  return gradient * (0.5f * (1.0f + tanh) + 0.5f * x * ck_fma(-tanh, tanh, one) * inner);
}

static void ck_loop_gelu(const float *values, float *out, size_t count) { CK_EACH(ck_gelu, values, out, count); }

static void ck_loop_gelu_backward(const float *values, const float *gradient, float *out, size_t count) {
  CK_EACH_PAIR(ck_gelu_slope, values, gradient, out, count);
}

static void ck_loop_gelu_by_tanh(const float *values, float *out, size_t count) { CK_EACH(ck_gelu_by_tanh, values, out, count); }

static void ck_loop_gelu_by_tanh_backward(const float *values, const float *gradient, float *out, size_t count) {
  CK_EACH_PAIR(ck_gelu_by_tanh_slope, values, gradient, out, count);
}

#endif
