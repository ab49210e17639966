// Sleef_logf_u10 with fused multiply-add, for normal positive numbers and NaN: the logarithm as the sum of two floats.
CK_INLINE float ck_logf(float d) {
  float t = d * (1.0f / 0.75f);
  int32_t bits;
  memcpy(&bits, &t, sizeof bits);
  const int32_t exponent = (bits >> 23) - 127;
  const float e = (float)exponent;
  memcpy(&bits, &d, sizeof bits);
  bits -= exponent * (1 << 23);
  float m;
  memcpy(&m, &bits, sizeof m);

  // x = (m - 1) / (m + 1)
  const float n = -1.0f + m, nv = n + 1.0f, n_low = (-1.0f - (n - nv)) + (m - nv);
  const float b = 1.0f + m, bv = b - 1.0f, b_low = (1.0f - (b - bv)) + (m - bv);
  const float r = 1.0f / b;
  const float x = n * r;
  const float u = __builtin_fmaf(r, n, -x);
  const float v = __builtin_fmaf(-b_low, r, __builtin_fmaf(-b, r, 1.0f));
  const float x_low = __builtin_fmaf(x, v, __builtin_fmaf(n_low, r, u));

  const float x2 = x * x;
  float p = 0.3027294874e+0f;
  p = __builtin_fmaf(p, x2, 0.3996108174e+0f);
  p = __builtin_fmaf(p, x2, 0.6666694880e+0f);

  // e * log 2 + 2 * x + x^3 * p
  const float log2_high = 0.69314718246459960938f, log2_low = -1.904654323148236017e-09f;
  const float s = log2_high * e;
  const float s_low = __builtin_fmaf(log2_low, e, __builtin_fmaf(log2_high, e, -s));
  const float y = x * 2.0f, y_low = x_low * 2.0f;
  const float sum = s + y, sum_low = s - sum + y + s_low + y_low;
  const float cube = x2 * x * p;
  const float total = sum + cube, total_low = sum - total + cube + sum_low;
  return d == d ? total + total_low : d;
}
