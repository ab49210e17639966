#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// Turns uniform numbers in [0, 1) into normal ones, in place: each block of 16 holds 8 radii and 8 angles (Box and Muller).
// `count` is a multiple of 16. PyTorch: normal_fill_AVX2.
CK_KERNEL(void, normal_fill, (float *values, size_t count))

#pragma clang assume_nonnull end
#else

// The Cephes polynomials for log, sin and cos as PyTorch's AVX2 build evaluates them, each fused multiply-add
// that its compiler makes written out (avx_mathfun.h: log256_ps, sincos256_ps).

CK_INLINE float ck_cephes_log(float x) {
  x = x > 1.17549435e-38f ? x : 1.17549435e-38f;
  int32_t bits;
  memcpy(&bits, &x, sizeof bits);
  float e = (float)((bits >> 23) - 127) + 1.0f;
  bits = (bits & ~0x7f800000) | 0x3f000000;
  memcpy(&x, &bits, sizeof x);
  const int small = x < 0.707106781186547524f;
  const float kept = small ? x : 0.0f;
  x -= 1.0f;
  e -= small ? 1.0f : 0.0f;
  x += kept;
  const float z = x * x;
  float y = 7.0376836292E-2f;
  y = __builtin_fmaf(y, x, -1.1514610310E-1f);
  y = __builtin_fmaf(y, x, 1.1676998740E-1f);
  y = __builtin_fmaf(y, x, -1.2420140846E-1f);
  y = __builtin_fmaf(y, x, 1.4249322787E-1f);
  y = __builtin_fmaf(y, x, -1.6668057665E-1f);
  y = __builtin_fmaf(y, x, 2.0000714765E-1f);
  y = __builtin_fmaf(y, x, -2.4999993993E-1f);
  y = __builtin_fmaf(y, x, 3.3333331174E-1f);
  y = y * x;
  y = __builtin_fmaf(y, z, e * -2.12194440e-4f);
  y = __builtin_fmaf(-z, 0.5f, y);
  x = x + y;
  return __builtin_fmaf(e, 0.693359375f, x);
}

CK_INLINE void ck_cephes_sincos(float x, float *sine, float *cosine) {
  int32_t j = (int32_t)(x * 1.27323954473516f);
  j = (j + 1) & ~1;
  const float n = (float)j;
  const int sine_is_negative = (j & 4) != 0;
  const int cosine_is_negative = ((j - 2) & 4) == 0;
  const int in_first_octant = (j & 2) == 0;
  x = __builtin_fmaf(n, -0.78515625f, x);
  x = __builtin_fmaf(n, -2.4187564849853515625e-4f, x);
  x = __builtin_fmaf(n, -3.77489497744594108e-8f, x);
  const float z = x * x;
  float c = 2.443315711809948E-005f;
  c = __builtin_fmaf(c, z, -1.388731625493765E-003f);
  c = __builtin_fmaf(c, z, 4.166664568298827E-002f);
  c = c * z;
  c = __builtin_fmaf(c, z, -(z * 0.5f)) + 1.0f;
  float s = -1.9515295891E-4f;
  s = __builtin_fmaf(s, z, 8.3321608736E-3f);
  s = __builtin_fmaf(s, z, -1.6666654611E-1f);
  s = s * z;
  s = __builtin_fmaf(s, x, x);
  const float sin_value = in_first_octant ? s : c;
  const float cos_value = in_first_octant ? c : s;
  *sine = sine_is_negative ? -sin_value : sin_value;
  *cosine = cosine_is_negative ? -cos_value : cos_value;
}

static void ck_loop_normal_fill(float *values, size_t count) {
  for (size_t block = 0; block + 16 <= count; block += 16) {
    float *radii = values + block;
    float *angles = radii + 8;
    for (size_t i = 0; i < 8; i++) {
      const float radius = __builtin_elementwise_sqrt(-2.0f * ck_cephes_log(1.0f - radii[i]));
      float sine, cosine;
      ck_cephes_sincos(6.283185307179586f * angles[i], &sine, &cosine);
      radii[i] = radius * cosine;
      angles[i] = radius * sine;
    }
  }
}

#endif
