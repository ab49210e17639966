// erf(x / sqrt(2)) for x >= 0 is a polynomial of degree 5 in each of 22 intervals, four for each power of two, then 1, then (for NaN) x
// itself. These are oneDNN's, which PyTorch calls; a result near -1 leaves 1 + erf with few digits, and no other polynomials give the same.
#define CK_ERF_POLYNOMIALS(ROW) \
  ROW(0x1.04ef24p-26f, 0x1.98843ep-1f, 0x1.6bc99ep-17f,  -0x1.108aep-3f, 0x1.e12f46p-12f,    0x1.36c0ap-6f) \
  ROW(0x1.039818p-24f, 0x1.98840ep-1f, 0x1.e5ff12p-16f, -0x1.10c736p-3f, 0x1.b08bb8p-11f,   0x1.2f1a22p-6f) \
  ROW(0x1.a47a94p-23f, 0x1.988396p-1f, 0x1.18477cp-14f, -0x1.11306ep-3f, 0x1.63f46ap-10f,    0x1.25d0ap-6f) \
  ROW(0x1.35889ap-21f, 0x1.988276p-1f, 0x1.2ea6b8p-13f, -0x1.11e812p-3f,   0x1.19df7p-9f,   0x1.1a0b16p-6f) \
  ROW( 0x1.e6db1p-20f, 0x1.987f5ap-1f,  0x1.56556p-12f, -0x1.13572ap-3f,  0x1.ca756cp-9f,   0x1.0908a8p-6f) \
  ROW(0x1.dd0452p-18f, 0x1.98745ep-1f, 0x1.c1f5b6p-11f,  -0x1.16cdap-3f,  0x1.95ca4ep-8f,   0x1.d9ac46p-7f) \
  ROW(0x1.714776p-16f,  0x1.985a8p-1f,  0x1.f372cp-10f, -0x1.1c8014p-3f,  0x1.442e24p-7f,   0x1.990496p-7f) \
  ROW(0x1.cf4426p-15f, 0x1.9828d4p-1f,  0x1.dca922p-9f,  -0x1.249bfp-3f,   0x1.d8b08p-7f,   0x1.54f26ap-7f) \
  ROW(0x1.800676p-13f, 0x1.978682p-1f,  0x1.149d8ap-7f, -0x1.37bc04p-3f,  0x1.814e06p-6f,    0x1.c1672p-8f) \
  ROW(0x1.54b43ap-11f, 0x1.95a118p-1f,  0x1.4b5518p-6f, -0x1.5e3392p-3f,  0x1.3b9832p-5f,   0x1.0ca358p-9f) \
  ROW(0x1.c6b0c6p-10f, 0x1.91f19ep-1f,  0x1.4271b2p-5f, -0x1.92637ep-3f,  0x1.c6cadap-5f,  -0x1.465ea6p-9f) \
  ROW( 0x1.f051e4p-9f, 0x1.8bf58ep-1f,  0x1.0e6fa8p-4f, -0x1.d0bf78p-3f,  0x1.2ab20ep-4f,   -0x1.a85f4p-8f) \
  ROW( 0x1.116296p-7f, 0x1.809c0ep-1f,   0x1.bf6ccp-4f, -0x1.1392bep-2f,   0x1.7f322p-4f,  -0x1.58a6ccp-7f) \
  ROW( 0x1.a2bda6p-7f, 0x1.77301ep-1f,  0x1.1e4f56p-3f, -0x1.2d9794p-2f,  0x1.aa7ed2p-4f,  -0x1.92593cp-7f) \
  ROW(-0x1.a0646cp-9f, 0x1.91bfe6p-1f,  0x1.280096p-4f, -0x1.008954p-2f,  0x1.6fb9dep-4f,  -0x1.54f54cp-7f) \
  ROW(-0x1.1b1cbcp-4f, 0x1.f16436p-1f, -0x1.1dfbd6p-3f, -0x1.0aa1e4p-3f,  0x1.c73d7cp-5f,  -0x1.aaba08p-8f) \
  ROW(-0x1.1579b2p-2f,  0x1.760e08p0f, -0x1.3b2d86p-1f,  0x1.9fad42p-4f, -0x1.ddbc9p-11f, -0x1.0474ecp-10f) \
  ROW(-0x1.183344p-1f,  0x1.033864p1f,   -0x1.13b6bp0f,  0x1.29904cp-2f, -0x1.457cd2p-5f,    0x1.20555p-9f) \
  ROW( -0x1.99665p-2f,  0x1.ca6dacp0f, -0x1.db312ep-1f,  0x1.f268bep-3f, -0x1.0839e2p-5f,  0x1.c4b4fcp-10f) \
  ROW( 0x1.2ed9dap-3f,  0x1.02663cp0f,  -0x1.ed3f7p-2f,  0x1.d9d922p-4f, -0x1.c9eb56p-7f,  0x1.63ef24p-11f) \
  ROW( 0x1.8e1b32p-1f, 0x1.d90d08p-3f,  -0x1.89f15p-4f,   0x1.48cadp-6f, -0x1.12f464p-9f,  0x1.7086eap-14f) \
  ROW(  0x1.f5765p-1f, 0x1.31f26cp-6f, -0x1.bcc844p-8f, 0x1.43c014p-10f,  -0x1.d7e7p-14f,  0x1.1376b4p-18f) \
  ROW(         0x1p0f,         0x0p0f,          0x0p0f,          0x0p0f,          0x0p0f,           0x0p0f) \
  ROW(         0x0p0f,         0x1p0f,          0x0p0f,          0x0p0f,          0x0p0f,           0x0p0f)

#ifdef CK_TAKE
#define CK_FIRST(a, b, c, d, e, f) a,
#define CK_SECOND(a, b, c, d, e, f) b,
#define CK_THIRD(a, b, c, d, e, f) c,
#define CK_FOURTH(a, b, c, d, e, f) d,
#define CK_FIFTH(a, b, c, d, e, f) e,
#define CK_SIXTH(a, b, c, d, e, f) f,
// A column for each power; a vector's lanes take their numbers of one in a single step.
static const float ck_erf_columns[6][32] = {
    {CK_ERF_POLYNOMIALS(CK_FIRST)},  {CK_ERF_POLYNOMIALS(CK_SECOND)}, {CK_ERF_POLYNOMIALS(CK_THIRD)},
    {CK_ERF_POLYNOMIALS(CK_FOURTH)}, {CK_ERF_POLYNOMIALS(CK_FIFTH)},  {CK_ERF_POLYNOMIALS(CK_SIXTH)},
};

CK_INLINE ck_vector ck_erf_polynomial(ck_integers interval, ck_vector x) {
  ck_vector y = CK_TAKE(ck_erf_columns[5], interval);
#pragma clang loop unroll(full)
  for (int power = 4; power >= 0; power--) y = ck_fma(y, x, CK_TAKE(ck_erf_columns[power], interval));
  return y;
}
#else
#define CK_ROW(a, b, c, d, e, f) a, b, c, d, e, f, 0.0f, 0.0f,
static const float ck_erf_rows[24 * 8] = {CK_ERF_POLYNOMIALS(CK_ROW)};

// Four numbers of a row, in vectors of eight those of two rows; and what turns four such vectors into columns.
#if CK_WIDTH == 8
CK_INLINE ck_vector ck_four(const float *rows, const uint32_t *places) {
  typedef float four __attribute__((vector_size(16), aligned(4)));
  return __builtin_shufflevector(*(const four *)(rows + places[0]), *(const four *)(rows + places[4]), 0, 1, 2, 3, 4, 5, 6, 7);
}
#define CK_FIRST_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13)
#define CK_SECOND_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define CK_FIRST_HALVES(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define CK_SECOND_HALVES(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#else
CK_INLINE ck_vector ck_four(const float *rows, const uint32_t *places) { return ck_load(rows + *places); }
#define CK_FIRST_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define CK_SECOND_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#define CK_FIRST_HALVES(a, b) __builtin_shufflevector(a, b, 0, 1, 4, 5)
#define CK_SECOND_HALVES(a, b) __builtin_shufflevector(a, b, 2, 3, 6, 7)
#endif

// Each lane's row is loaded by fours, which are transposed: that takes a third of the loads that single numbers take.
CK_INLINE ck_vector ck_erf_polynomial(ck_integers interval, ck_vector x) {
  uint32_t places[CK_WIDTH];
  memcpy(places, &(ck_integers){interval * 8}, sizeof places);
  const float *rows = ck_erf_rows;
  ck_vector a = ck_four(rows, places), b = ck_four(rows, places + 1), c = ck_four(rows, places + 2), d = ck_four(rows, places + 3);
  const ck_vector first = CK_FIRST_PAIRS(a, b), second = CK_FIRST_PAIRS(c, d);
  const ck_vector third = CK_SECOND_PAIRS(a, b), fourth = CK_SECOND_PAIRS(c, d);
  rows += 4;
  a = ck_four(rows, places), b = ck_four(rows, places + 1), c = ck_four(rows, places + 2), d = ck_four(rows, places + 3);
  const ck_vector fifth = CK_FIRST_PAIRS(a, b), sixth = CK_FIRST_PAIRS(c, d);
  ck_vector y = CK_SECOND_HALVES(fifth, sixth);
  y = ck_fma(y, x, CK_FIRST_HALVES(fifth, sixth));
  y = ck_fma(y, x, CK_SECOND_HALVES(third, fourth));
  y = ck_fma(y, x, CK_FIRST_HALVES(third, fourth));
  y = ck_fma(y, x, CK_SECOND_HALVES(first, second));
  return ck_fma(y, x, CK_FIRST_HALVES(first, second));
}
#endif

// erf(x / sqrt(2)).
CK_INLINE ck_vector ck_erf_of_root(ck_vector x) {
  const ck_integers sign = (ck_integers)x & INT32_MIN, bits = (ck_integers)x ^ sign;
  const ck_vector magnitude = (ck_vector)bits;
  const ck_integers least = {0}, most = least + 23, is_one = magnitude > 0x1.62b9dcp2f;
  ck_integers interval = ((bits - 0x3de00001) >> 21) - 1;
  interval = __builtin_elementwise_min(__builtin_elementwise_max(interval, least), most);
  interval = (is_one & 22) | (~is_one & interval);
  return (ck_vector)((ck_integers)ck_erf_polynomial(interval, magnitude) ^ sign);
}
