// A number as the sum of two floats, the second below half a unit in the last place of the first.
typedef struct {
  ck_vector high, low;
} ck_pair;

CK_INLINE ck_vector ck_fma(ck_vector a, ck_vector b, ck_vector c) { return __builtin_elementwise_fma(a, b, c); }

// The exact sum of two floats, the first of which is not the smaller one.
CK_INLINE ck_pair ck_add_smaller(ck_vector a, ck_vector b) {
  const ck_vector sum = a + b;
  return (ck_pair){sum, b - (sum - a)};
}

CK_INLINE ck_pair ck_product(ck_pair a, ck_pair b) {
  const ck_vector product = a.high * b.high;
  return (ck_pair){product, ck_fma(a.high, b.low, ck_fma(a.low, b.high, ck_fma(a.high, b.high, -product)))};
}

// Sleef's expk2f for numbers from 0 to 9. A step whose rounding error is known to be 0, or is given by fewer operations because one
// summand is the greater, is written so; the bits are the same.
CK_INLINE ck_pair ck_exp_pair(ck_vector x) {
  const ck_vector q = __builtin_elementwise_rint(x * 1.4426950408889634f);
  const ck_vector a = ck_fma(q, ck_spread(-0.693145751953125f), x), b = q * -1.428606765330187045e-06f;
  const ck_vector sum = a + b, part = sum - a;
  const ck_pair s = {sum, (a - (sum - part)) + (b - part)};
  ck_vector u = ck_spread(0.1980960224e-3f);
  u = ck_fma(u, s.high, ck_spread(0.1394256484e-2f));
  u = ck_fma(u, s.high, ck_spread(0.8333456703e-2f));
  u = ck_fma(u, s.high, ck_spread(0.4166637361e-1f));
  const ck_vector fourth = s.high * u;
  const ck_vector fourth_low = ck_fma(s.low, u, ck_fma(s.high, u, -fourth));
  ck_pair t = ck_add_smaller(ck_spread(0.166666659414234244790680580464e+0f), fourth);
  t.low += fourth_low;
  const ck_pair third = ck_product(s, t);
  t = ck_add_smaller(ck_spread(0.5f), third.high);
  t.low += third.low;
  const ck_vector square = s.high * s.high;
  const ck_pair s2 = {square, ck_fma(s.high + s.high, s.low, ck_fma(s.high, s.high, -square))};
  const ck_pair second = ck_product(s2, t);
  t = ck_add_smaller(s.high, second.high);
  t.low += s.low + second.low;
  const ck_vector e = 1.0f + t.high, e_low = ((1.0f - e) + t.high) + t.low;
  const ck_vector scale = (ck_vector)((__builtin_convertvector(q, ck_integers) + 127) << 23);
  return (ck_pair){e * scale, e_low * scale};
}

// Sleef_tanhf_u10 with fused multiply-add, to the bit: (e^x - e^-x) / (e^x + e^-x) in pairs, and 1 above `most`, which is below 10. Where
// a result is near 1, its distance from 1 is what a gradient keeps, and a unit in the last place would be a large part of it.
CK_INLINE ck_vector ck_tanh_below(ck_vector x, float most) {
  const ck_integers sign = (ck_integers)x & INT32_MIN;
  const ck_vector magnitude = (ck_vector)((ck_integers)x ^ sign), limit = ck_spread(most), one = ck_spread(1.0f);
  const ck_pair e = ck_exp_pair(ck_select(magnitude < limit, magnitude, limit));
  // 1 / e
  const ck_vector r = one / e.high;
  const ck_vector r_low = r * ck_fma(-e.low, r, ck_fma(-e.high, r, one));
  const ck_vector n = e.high - r, n_low = (((e.high - n) - r) + e.low) - r_low;
  const ck_vector d = e.high + r, d_low = (((e.high - d) + r) + e.low) + r_low;
  // n / d
  const ck_vector t = one / d, y = n * t;
  const ck_vector v = ck_fma(-d_low, t, ck_fma(-d, t, one));
  const ck_vector y_low = ck_fma(y, v, ck_fma(n_low, t, ck_fma(t, n, -y)));
  const ck_vector result = ck_select(magnitude > limit, one, y + y_low);
  return ck_select(x == x, (ck_vector)((ck_integers)result | sign), x);
}

// As exact as the pairs are, with x itself where x^3 / 3 is lost, and 1 where MKL's vmsTanh, which PyTorch calls, begins to give it: some
// seventy floats early. The results differ from MKL's, by one unit in the last place, in 1 of 9000 floats.
CK_INLINE ck_vector ck_tanhf(ck_vector x) {
  const ck_integers is_small = (ck_vector)((ck_integers)x & INT32_MAX) < 0x1p-12f;
  return ck_select(is_small, x, ck_tanh_below(x, 0x1.2058ccp3f));
}
